import type { HeaderBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import type { DeliveryEvent } from '../event.ts';
import { facts, serviceChange } from './facts.ts';
import { headline } from './headline.ts';
import { safeLink } from './link.ts';
import { fit, oneLine, severalLines, withoutMentions } from './text.ts';

/** Slack's own limits, in characters and items. A field has fewer characters than the text of a section. */
export const slackLimits = {
  header: 150,
  text: 3000,
  field: 2000,
  fields: 10,
  blocks: 50,
  message: 12_000,
} as const;

/** Ours, so that a message stays one that people read, and in all below what Slack accepts. */
const shown = {
  text: 300,
  services: 20,
  name: 80,
  value: 200,
  reason: 2000,
  command: 1000,
  link: 1000,
} as const;

export interface SlackMessage {
  /** What a notification shows, and a client that knows no blocks. */
  text: string;
  blocks: KnownBlock[];
}

export function slackMessage(event: DeliveryEvent): SlackMessage {
  return { text: plain(headline(event), shown.text), blocks: blocks(event) };
}

function blocks(event: DeliveryEvent): KnownBlock[] {
  const link = escape(safeLink(event.link) ?? '');
  return [
    header(headline(event)),
    ...fieldSections(facts(event).map(([name, value]) => `*${name}*\n${code(value, shown.value)}`)),
    ...services(event.services),
    ...(event.reason ? [section(`*Why*\n${codeBlock(event.reason, shown.reason)}`)] : []),
    ...(event.rollbackCommand
      ? [section(`*Roll back*\n${codeBlock(event.rollbackCommand, shown.command)}`)]
      : []),
    ...(link !== '' && link.length <= shown.link ? [section(`<${link}|Read on>`)] : []),
  ];
}

function services(all: DeliveryEvent['services']): SectionBlock[] {
  const sections = fieldSections(
    all.slice(0, shown.services).map((service) => {
      const change = serviceChange(service);
      return code(service.name, shown.name) + (change === '' ? '' : `\n${code(change, shown.value)}`);
    }),
  );
  const more = all.length - shown.services;
  return more > 0 ? [...sections, section(`and ${more} more services`)] : sections;
}

function fieldSections(texts: string[]): SectionBlock[] {
  const count = Math.ceil(texts.length / slackLimits.fields);
  return Array.from({ length: count }, (_, index) => ({
    type: 'section',
    fields: texts.slice(index * slackLimits.fields, (index + 1) * slackLimits.fields).map(mrkdwn),
  }));
}

const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: plain(text, slackLimits.header), emoji: false },
});

const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });

/** Verbatim: Slack looks for no mentions, channels and links in it but for ours. */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

const plain = (text: string, limit: number): string => fit(withoutMentions(oneLine(text)), limit, escape);

/** Nothing in code is formatting. A backtick would end it, and Slack has no escape for one. */
const code = (text: string, limit: number): string =>
  `\`${fit(withoutMentions(oneLine(text)) || ' ', limit, escapeCode)}\``;

const codeBlock = (text: string, limit: number): string =>
  `\`\`\`\n${fit(withoutMentions(severalLines(text)), limit, escapeCode)}\n\`\`\``;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escape = (text: string): string => text.replace(/[&<>]/g, (it) => entities[it] ?? it);

const escapeCode = (character: string): string => (character === '`' ? 'ˋ' : escape(character));
