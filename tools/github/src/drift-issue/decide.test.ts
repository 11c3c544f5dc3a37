import { decide, type Issue, type Situation } from './decide.ts';
import { issueBody } from './texts.ts';

const marker = '<!-- prod-e:drift-prod -->';
const author = 'github-actions[bot]';
const table = (...rows: string[]) =>
  `### \`prod\` has drifted\n\n| stack | what differs | |\n| --- | --- | --- |\n${rows.join('\n')}`;
const memory = '| web | memory | |';
const gone = '| api | gone | |';
const body = (markdown: string, run = 1) => issueBody(marker, 'prod', markdown, `https://ci.example/${run}`);
const issue = (number: number, text: string, more: Partial<Issue> = {}): Issue => ({
  ...{ number, body: text, user: { login: author } },
  ...more,
});
const decided = (outcome: 'clean' | 'drifted' | 'unchecked', issues: Issue[], ...rows: string[]) =>
  decide({
    ...{ environment: 'prod', issues, author, marker, link: 'https://ci.example/2' },
    report: { outcome, markdown: table(...rows) },
  } satisfies Situation);

describe('the issue of an environment', () => {
  it('is opened when it has drifted', () => {
    expect(decided('drifted', [], memory)).toEqual({ open: body(table(memory), 2), close: [] });
  });

  it('is left alone when the next run finds the same', () => {
    expect(decided('drifted', [issue(1, body(table(memory)))], memory)).toEqual({ close: [] });
  });

  it('is the same although GitHub has kept other ends of lines', () => {
    const kept = body(table(memory)).replaceAll('\n', '\r\n');
    expect(decided('drifted', [issue(1, kept)], memory)).toEqual({ close: [] });
  });

  it('says more, and tells those who watch it, when something else differs', () => {
    const { update } = decided('drifted', [issue(1, body(table(memory)))], gone, memory);
    expect(update).toEqual({
      ...{ number: 1, body: body(table(gone, memory), 2) },
      comment: expect.stringContaining(`| --- | --- | --- |\n${gone}\n\n_Found by`),
    });
  });

  it.each([
    ['less differs', [memory, gone], [memory]],
    ['something was declared to be no drift', [memory], [memory, '| api | tags | left out: known |']],
  ])('says so in its text alone when %s', (_what, before, now) => {
    const { update } = decided('drifted', [issue(1, body(table(...before)))], ...now);
    expect(update).toEqual({ number: 1, body: body(table(...now), 2) });
  });

  it('is closed with a word when nothing differs any more', () => {
    expect(decided('clean', [issue(1, body(table(memory)))])).toEqual({
      close: [
        { number: 1, comment: expect.stringContaining('as it was recorded again'), reason: 'completed' },
      ],
    });
  });

  it('is neither opened nor closed while nothing is known', () => {
    expect(decided('unchecked', [issue(1, body(table(memory)))])).toEqual({ close: [] });
    expect(decided('unchecked', [])).toEqual({ close: [] });
  });

  it('is one: a double is closed', () => {
    const both = [issue(1, body(table(memory))), issue(2, body(table(memory)))];
    expect(decided('drifted', both, memory)).toEqual({
      close: [{ number: 2, comment: 'The same as #1.', reason: 'not_planned' }],
    });
  });

  it.each([
    ['somebody else has written', { user: { login: 'mallory' } }],
    ['has lost its author', { user: null }],
    ['is a pull request', { pull_request: {} }],
    ['is of another environment', { body: '<!-- prod-e:drift-dev -->\ntext' }],
    ['has no text', { body: null }],
  ])('is none that %s', (_what, more) => {
    const { close } = decided('clean', [issue(1, body(table(memory)), more)]);
    expect(close).toEqual([]);
  });
});
