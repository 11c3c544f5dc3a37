import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { rolloutWith } from '../../test/rollout.ts';
import { wantedOf } from '../../test/stacks.ts';
import { smoke } from './smoke.ts';

describe('a smoke test', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
  });
  afterEach(() => {
    workspace.remove();
  });

  const since = new Date('2026-01-02T03:04:05.678Z');
  const web = wantedOf('web', 'a', { smoke: 'smoke.ts', url: 'http://127.0.0.1:3000' });
  const run = (source: string, signal = new AbortController().signal) => {
    workspace.write('apps/web/smoke.ts', source);
    return smoke(web, since, rolloutWith({ workspaceRoot: workspace.folder, signal, deadlineSeconds: 7 }));
  };

  it('is told by its environment where the service is, what it should be, and how long it may take', async () => {
    await run(`
      const { SMOKE_URL, SMOKE_INPUT_TAG, SMOKE_SINCE, SMOKE_TIMEOUT_SECONDS } = process.env;
      const told = [SMOKE_URL, SMOKE_INPUT_TAG, SMOKE_SINCE, SMOKE_TIMEOUT_SECONDS];
      const expected = ['http://127.0.0.1:3000', 'in-aaaaaaaaaaaa', '2026-01-02T03:04:05.678Z', '7'];
      if (told.join() !== expected.join()) throw new Error(told.join());
    `);
  });

  it('is TypeScript as it is, run in the workspace', async () => {
    await run(
      `const root: string = process.cwd(); if (!import.meta.filename.startsWith(root)) throw new Error(root)`,
    );
  });

  it('says all that it printed when it fails', async () => {
    await expect(
      run(`console.log('asked for /'); console.error('got 500'); process.exitCode = 1`),
    ).rejects.toMatchObject({
      message: 'the smoke test of web failed:\n    asked for /\n    got 500',
      where: 'apps/web/smoke.ts',
    });
  });

  it('says how it ended when it printed nothing', async () => {
    await expect(run(`process.exit(9)`)).rejects.toThrow(
      /the smoke test of web failed:\n {4}Command failed: .*smoke\.ts/,
    );
  });

  it('is ended, and no failure, when the deployment is stopped', async () => {
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 300);
    await expect(run(`setTimeout(() => {}, 60_000)`, abort.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('is none of a stack without one', async () => {
    const rollout = rolloutWith();
    await expect(smoke(wantedOf('web'), since, rollout)).resolves.toBeUndefined();
    await expect(smoke(wantedOf('foundation'), since, rollout)).resolves.toBeUndefined();
  });
});
