import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { anEvent, hostileEvent } from '../../test/event.ts';
import { slackLimits, slackMessage } from './slack.ts';

/** Every text object of a message with the limit of the place that it stands in. */
function texts(blocks: KnownBlock[]): { text: string; limit: number }[] {
  return blocks.flatMap((block): { text: string; limit: number }[] => {
    if (block.type === 'header') return [{ text: block.text.text, limit: slackLimits.header }];
    if (block.type !== 'section') throw new Error(`there is a block ${block.type}`);
    return [
      ...(block.text ? [{ text: block.text.text, limit: slackLimits.text }] : []),
      ...(block.fields ?? []).map(({ text }) => ({ text, limit: slackLimits.field })),
    ];
  });
}

describe('slackMessage', () => {
  it('says all that there is of a failure', () => {
    expect(slackMessage(anEvent())).toEqual({
      text: 'prod: failed – backend put back, prometheus unchanged (d-20261124T081530123Z-9f3a)',
      blocks: [
        {
          type: 'header',
          text: {
            type: 'plain_text',
            text: 'prod: failed – backend put back, prometheus unchanged (d-20261124T081530123Z-9f3a)',
            emoji: false,
          },
        },
        {
          type: 'section',
          fields: [
            mrkdwn('*Who*\n`alice`'),
            mrkdwn('*Commit*\n`1111111 → 2222222`'),
            mrkdwn('*Took*\n`3 min 5 s`'),
            mrkdwn('*When*\n`2026-11-24 08:15 UTC`'),
            mrkdwn('*Deployment*\n`d-20261124T081530123Z-9f3a`'),
          ],
        },
        {
          type: 'section',
          fields: [
            mrkdwn('`backend`\n`in-11111111 → in-22222222, put back`'),
            mrkdwn('`prometheus`\n`in-33333333 → removed, unchanged`'),
          ],
        },
        section('*Why*\n```\nbackend was not ready within 60 s: 503\n```'),
        section('*Roll back*\n```\nnpm run rollback -- --environment=prod\n```'),
        section('<https://ci.example/runs/1|Read on>'),
      ],
    });
  });

  it('says little where there is little', () => {
    const { blocks } = slackMessage({
      kind: 'drifted',
      environment: 'dev',
      action: 'drift',
      actor: 'ci',
      commit: 'unknown',
      services: [],
      at: new Date(NaN),
    });
    expect(texts(blocks).map(({ text }) => text)).toEqual([
      'dev: drifted',
      '*Who*\n`ci`',
      '*Commit*\n`unknown`',
    ]);
  });

  it('counts the services that it does not show', () => {
    const services = Array.from({ length: 33 }, (_, index) => ({ name: `s${index}` }));
    expect(JSON.stringify(slackMessage(anEvent({ services })))).toContain('and 13 more services');
  });

  it('leaves out a link that would grow too long', () => {
    const { blocks } = slackMessage(anEvent({ link: `https://ci.example/?${'a&'.repeat(600)}` }));
    expect(JSON.stringify(blocks)).not.toContain('Read on');
  });

  it('escapes the address of a link', () => {
    const { blocks } = slackMessage(anEvent({ link: 'https://ci.example/?a=1&b=2' }));
    expect(texts(blocks).at(-1)?.text).toBe('<https://ci.example/?a=1&amp;b=2|Read on>');
  });

  it('keeps the limits of Block Kit', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        const { text, blocks } = slackMessage(event);
        expect(blocks.length).toBeLessThanOrEqual(slackLimits.blocks);
        for (const block of blocks) {
          if (block.type !== 'section') continue;
          expect(block.fields?.length ?? 1).toBeGreaterThan(0);
          expect(block.fields?.length ?? 0).toBeLessThanOrEqual(slackLimits.fields);
        }
        for (const { text: content, limit } of texts(blocks)) {
          expect(content).not.toBe('');
          expect(content.length).toBeLessThanOrEqual(limit);
        }
        const all = [text, ...texts(blocks).map(({ text: content }) => content)];
        expect(all.join('').length).toBeLessThanOrEqual(slackLimits.message);
      }),
    );
  });

  it('lets nothing of an event be markup or a mention', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        const { text, blocks } = slackMessage(event);
        for (const content of [text, ...texts(blocks).map((it) => it.text)]) {
          const withoutOurLink = content.replace(/^<https?:[^<>|]*\|Read on>$/, '');
          expect(withoutOurLink).not.toMatch(/[<>]|&(?!(amp|lt|gt);)|@\w/);
        }
      }),
    );
  });

  it('lets nothing of an event end the code that it stands in', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        for (const { text } of texts(slackMessage(event).blocks.slice(1))) {
          expect(text).toMatch(
            /^(\*\w+\*\n)?`[^`\n]+`(\n`[^`\n]+`)?$|^\*[\w ]+\*\n```\n[^`]*\n```$|^<[^`]*\|Read on>$|^and \d+ more services$/,
          );
        }
      }),
    );
  });
});

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
