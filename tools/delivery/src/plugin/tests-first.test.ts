import { testsFirst } from './tests-first.ts';

const nx = (command: string) => ['node', 'nx', ...command.split(' ')];

describe('testsFirst', () => {
  it.each([
    [
      'affected -t lint typecheck test containerize deploy --base=abc',
      'affected -t lint typecheck test --base=abc',
    ],
    ['affected --base=abc -t test deploy', 'affected -t test --base=abc'],
    ['affected --targets=test,deploy --base abc', 'affected -t test --base abc'],
    ['run-many -t=test -t deploy -p infra backend', 'run-many -t test -p infra backend'],
    ['run-many --target deploy test', 'run-many -t test'],
  ])('separates %s', (command, tests) => {
    expect(testsFirst(nx(command))?.join(' ')).toBe(tests);
  });

  it.each([
    ['only tests', 'affected -t lint test'],
    ['only effects', 'affected -t containerize deploy --base=abc'],
    ['another command', 'run infra:deploy'],
    ['no command', ''],
  ])('leaves %s alone', (_what, command) => {
    expect(testsFirst(nx(command))).toBeUndefined();
  });
});
