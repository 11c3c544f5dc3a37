import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { clean, describeWithLinter, workspaceWithTools } from '../test/linters.ts';
import { main } from './cli.ts';

const triggers = `on:
  push: { branches: [main] }
  pull_request:
  merge_group:
  schedule: [{ cron: '0 4 * * *' }]
  workflow_dispatch: { inputs: { environment: { description: which }, release: { description: which } } }`;

const jobs = `jobs:
  deploy:
    name: deploy
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {}
    steps:
      - run: npx nx affected -t lint typecheck test
      - run: npx nx affected -t containerize
      - run: npx nx affected -t deploy
  tell:
    name: tell
    needs: deploy
    if: failure()
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {}
    steps:
      - run: npm run github -- failed
`;

describe('npm run workflows', () => {
  let scratch: Scratch;
  const said: string[] = [];
  const run = (args: string[] = [], isCi = false) =>
    main(args, { workspaceRoot: scratch.folder, isCi, print: (line) => void said.push(line) });
  /** All that the design wants to be there. */
  const complete = (folder: Scratch): void => {
    const text = clean
      .replace('on:\n  workflow_dispatch:', triggers)
      .replace('cancel-in-progress: false', 'cancel-in-progress: true');
    const deployment = clean
      .replace('on:\n  workflow_dispatch:', 'on:\n  push: { branches: [main] }')
      .replace(/^jobs:[^]*/m, jobs);
    for (const name of ['ci', 'rollback', 'drift', 'security']) {
      folder.write(`.github/workflows/${name}.yml`, text.replace('name: a', `name: ${name}`));
    }
    folder.write('.github/workflows/deploy.yml', deployment);
    folder.write('renovate.json', {});
  };

  afterEach(() => {
    said.length = 0;
    scratch.remove();
  });

  it('refuses options', async () => {
    scratch = scratchFolder();
    await expect(run(['--fix'])).rejects.toMatchObject({ name: 'UserError', exit: 2 });
  });

  it('says each problem, and what did not look', async () => {
    scratch = scratchFolder();
    scratch.write('.github/workflows/a.yml', clean.replace('permissions: {}\nc', 'c'));
    expect(await run()).toBe(1);
    expect(said).toContain(
      '.github/workflows/a.yml: its jobs get permissions that they do not name\n  next:  permissions: {} at the top',
    );
    expect(said).toContain('skipped: zizmor is not installed (npm run setup)');
    expect(said).toContainEqual(
      expect.stringMatching(/^\.github: nothing proposes newer versions of what is pinned/),
    );
    expect(said.at(-1)).toBe('workflows: 7 problems');
  });

  it.each([
    ['passes on a laptop', false, 0],
    ['fails in CI', true, 1],
  ])('that cannot look by every linter %s', async (_what, isCi, code) => {
    scratch = scratchFolder();
    complete(scratch);
    expect(await run([], isCi)).toBe(code);
    expect(said).toEqual([
      'skipped: actionlint is not installed (npm run setup)',
      'skipped: zizmor is not installed (npm run setup)',
      'workflows: nothing is wrong',
    ]);
  });

  describeWithLinter('zizmor', 'with the linters', () => {
    it('says that nothing is wrong', async () => {
      scratch = workspaceWithTools();
      complete(scratch);
      expect(await run([], true)).toBe(0);
      expect(said).toEqual(['workflows: nothing is wrong']);
    });

    it('says what they find', async () => {
      scratch = workspaceWithTools();
      complete(scratch);
      scratch.write('.github/workflows/a.yml', clean.replace('    name: test\n', ''));
      expect(await run()).toBe(1);
      expect(said.at(0)).toMatch(/^\.github\/workflows\/a\.yml:10: zizmor: anonymous-definition/);
    });
  });
});
