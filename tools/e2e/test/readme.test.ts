import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, freePort, freePorts, leftovers, type Workspace } from '../src/index.ts';

const environment = 'e2e-readme';

let workspace: Workspace;

beforeAll(async () => {
  workspace = createWorkspace(environment, await freePorts());
});

afterAll(() => workspace.dispose());

/** The commands that a reader is told to type, in order. */
const commandsOf = (file: string): string[] =>
  [...readFileSync(join(workspace.root, file), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(
    ([, block]) => (block ?? '').split('\n').filter(Boolean),
  );

interface Check {
  /** How it is run here, where it is not as it is written: the environment is the test's own. */
  as?: string;
  /** Printed when all is well. For a command that does not end by itself, it is stopped then. */
  prints: RegExp;
  endless?: boolean;
}

/** Runs a command to its end, or until it printed what it should. */
async function expectToWork(
  command: string,
  { as = command, prints, endless = false }: Check,
): Promise<void> {
  const running = workspace.start(as.replace('<free>', String(await freePort())));
  if (endless) {
    await running.until(prints);
    running.signal('SIGTERM');
    await running.ended;
    return;
  }
  const { code, output } = await running.ended;
  expect(output).toMatch(prints);
  expect(code).toBe(0);
}

describe('README.md', () => {
  const checks: Record<string, Check> = {
    'npm run up': { as: `npm run up -- --environment=${environment}`, prints: /prod-e is up/ },
    'npx nx run infra:deploy': { as: `npx nx run infra:deploy:${environment}`, prints: /backend +unchanged/ },
    'npx nx serve backend': {
      as: 'PORT=<free> npx nx serve backend',
      prints: /"msg":"listening"/,
      endless: true,
    },
    'npx nx run infra:plan': { as: `npx nx run infra:plan:${environment}`, prints: /nothing to do/ },
    'npx nx run infra:status': { as: 'npx nx run infra:status', prints: /backend +e2e-readme .* running/ },
    'npx nx run infra:rollback': {
      // There is a release before this one only once another was deployed.
      as: [
        `sed -i "s/description: '.*'/description: 'another'/" apps/backend/src/about.ts`,
        `npx nx run infra:deploy:${environment}`,
        'git checkout apps/backend/src/about.ts',
        `npx nx run infra:rollback:${environment}`,
      ].join(' && '),
      prints: /backend +update \(image\) .* live/,
    },
    'npx nx run infra:drift': { as: `npx nx run infra:drift:${environment}`, prints: /nothing has drifted/ },
    // The tests of every project are run by CI; here it is the command that counts.
    'npx nx affected -t lint typecheck test containerize deploy --base=$(npm run --silent release -- base)': {
      as: `npx nx affected -t lint typecheck test containerize deploy --base=$(npm run --silent release -- base --environment=${environment}) -c ${environment}`,
      prints: /No tasks were run/,
    },
    'npx nx run infra:environments': { prints: /^network\.zones +2 +3 +2$/m },
    'npx nx run infra:cost': { prints: /^total +[\d.]+ +[\d.]+ +[\d.]+$/m },
    'npx nx graph': { as: 'npx nx graph --open=false', prints: /Project graph started at/, endless: true },
    'npx nx run infra:destroy': { as: `npx nx run infra:destroy:${environment}`, prints: /is gone/ },
  };

  it('is all run here, but for npm test, which CI runs', () => {
    expect(commandsOf('README.md').toSorted()).toEqual([...Object.keys(checks), 'npm test'].toSorted());
    expect(readFileSync(join(workspace.root, '.ci/run'), 'utf8')).toMatch(/^exec npm test/m);
  });

  it.each(Object.entries(checks))('%s', async (command, check) => {
    if (command.includes('affected')) {
      workspace.commit('before');
      workspace.edit('README.md', (text) => `${text}\n`);
      workspace.commit('after');
    }
    await expectToWork(command, check);
  });

  it('leaves nothing behind', () => {
    expect(leftovers(environment)).toEqual([]);
  });

  it('names only files that are there', () => {
    for (const file of ['README.md', 'CONTRIBUTING.md']) {
      const links = [...readFileSync(join(workspace.root, file), 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g)];
      for (const [, link = ''] of links) {
        expect(execFileSync('git', ['ls-files', link], { cwd: workspace.root, encoding: 'utf8' })).not.toBe(
          '',
        );
      }
    }
  });
});

describe('CONTRIBUTING.md', () => {
  it('names commands that npm test runs, or that are run above', () => {
    expect(commandsOf('CONTRIBUTING.md')).toEqual([
      'npm run setup',
      'npx nx run-many -t lint typecheck test',
      'npx prettier --check .',
      'npx nx run infra:deploy',
    ]);
  });
});
