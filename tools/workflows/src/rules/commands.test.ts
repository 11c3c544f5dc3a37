import { action, oneStep, saidOf } from '../../test/workflows.ts';
import { commands } from './commands.ts';

const [noExpressions, oneCommand] = commands;

describe('an expression', () => {
  it('may be in the environment of a step, and not in what it runs', () => {
    expect(saidOf(noExpressions, oneStep('run: echo "$TITLE"\nenv: { TITLE: "${{ github.ref }}" }'))).toEqual(
      [],
    );
    expect(saidOf(noExpressions, oneStep('name: say\nrun: echo ${{ github.sha }}'))).toEqual([
      'x/say: what an expression says would be run as a part of the line',
    ]);
  });
});

describe('a run', () => {
  it.each([
    'npm ci',
    'exec npx nx affected -t deploy --base="$BASE" --configuration="$ENVIRONMENT"',
    'npm run github -- comment --key=plan-dev --file=plan.md --file="of dev.md"',
    'npx nx affected -t lint typecheck test --base="$BASE" --parallel=2',
    'nx run-many -t lint typecheck test --exclude=e2e',
    'npm run --silent release -- base --environment=dev >> "$GITHUB_OUTPUT"',
    "npx nx affected -t deploy --base='$(not run)'",
    'echo "of five words" > file.txt',
    'mkdir dist && ls',
    '|\n  npm ci\n',
  ])('may be %j', (line) => {
    expect(saidOf(oneCommand, oneStep(`run: ${line}`))).toEqual([]);
  });

  it.each([
    ['a program that only looks like npm', 'npx npm a b c d', 'its line is no single command'],
    ['a script', '|\n  npm ci\n  npm test\n', 'it runs a script of 2 lines'],
    ['two commands', 'npm ci && npx nx affected -t test', 'its line is no single command'],
    [
      'a command whose failure a pipe would hide',
      'npm run plan | tee plan.md x',
      'its line is no single command',
    ],
    [
      'a command inside another',
      'npx nx affected -t test --base=$(npm run base)',
      'its line is no single command',
    ],
    [
      'the same in backticks',
      'npx nx affected -t test --base=`npm run base`',
      'its line is no single command',
    ],
    ['six words', 'docker build -t a -f b', 'its line is no single command'],
    ['another program of npx', 'npx release-please -a -b -c -d', 'its line is no single command'],
  ])('may not be %s', (_what, line, said) => {
    expect(saidOf(oneCommand, oneStep(`run: ${line}`))).toEqual([expect.stringContaining(said)]);
  });

  it('is looked at in composite actions', () => {
    const steps = ['shell: bash\nrun: apt-get install -y a b c d'];
    expect(saidOf(oneCommand, { 'actions/setup/action.yml': action(steps) })).toHaveLength(1);
  });
});
