import { thrownBy } from '@prod-e/testing/fixtures';
import { readSuppressions, without } from './suppressions.ts';

const text = `# Why there are any.
rules:
  anonymous-definition:
    ignore:
      # Its name would only repeat its id.
      - a.yml:3
      - b.yml # there is but one job in it
  self-hosted-runner:
    ignore: [c.yml] # a list in one line
`;

describe('the exceptions', () => {
  it('are places, each with the reason behind it or before it', () => {
    const block = text.slice(0, text.indexOf('  self-hosted'));
    expect(readSuppressions(block)).toEqual([
      { audit: 'anonymous-definition', place: 'a.yml:3', reason: 'Its name would only repeat its id.' },
      { audit: 'anonymous-definition', place: 'b.yml', reason: 'there is but one job in it' },
    ]);
    expect(readSuppressions('# Nothing yet.\n')).toEqual([]);
  });

  it.each([
    ['one without a reason', text, 'nothing says why self-hosted-runner is set aside in c.yml'],
    [
      'one with half a reason',
      'rules:\n  a:\n    ignore:\n      - a.yml # no\n',
      'nothing says why a is set aside',
    ],
    ['an audit that is turned off', 'rules: { a: { disable: true } }', 'it says disable'],
    ['an audit that is made milder', 'rules: { a: { config: {} } }', 'it says config'],
    ['anything beside rules', 'other: {}', 'it says other'],
    ['a list of rules', 'rules: [a]', 'it has another shape'],
    ['a word for a list', 'rules: { a: { ignore: a.yml } }', 'ignore of a is no list'],
    ['a list of anything else', 'rules: { a: { ignore: [{}] } }', 'ignore of a is no list of places'],
    ['broken YAML', 'rules: {', 'Flow map'],
  ])('are refused: %s', (_what, source, message) => {
    expect(thrownBy(() => readSuppressions(source))).toMatchObject({
      ...{ name: 'UserError', exit: 2, where: '.github/zizmor.yml' },
      message: expect.stringContaining(message),
    });
  });

  it('can be had without one of them', () => {
    const rest = without(text, { audit: 'anonymous-definition', place: 'a.yml:3', reason: '' });
    expect(rest).not.toContain('a.yml:3');
    expect(rest).toContain('- b.yml');
    expect(without('rules: {}\n', { audit: 'a', place: 'b', reason: '' })).toBe('rules: {}\n');
  });
});
