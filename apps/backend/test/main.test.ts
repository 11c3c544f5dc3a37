import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { start, startBackend, type Started } from './backend-process.ts';

let started: Started | undefined;
afterEach(() => started?.child.kill('SIGKILL'));

describe('main', () => {
  it('says of what it was built, and ends with 0 on SIGTERM', async () => {
    const backend = await startBackend('src/main.ts', {
      PROD_E_VERSION: '1.2.3',
      PROD_E_COMMIT: 'abc',
      PROD_E_INPUT_TAG: 'in-1',
    });
    started = backend;
    expect(await (await fetch(`${backend.url}/version`)).json()).toEqual({
      name: 'backend',
      version: '1.2.3',
      commit: 'abc',
      inputTag: 'in-1',
      node: expect.stringMatching(/^v24\./),
    });
    backend.child.kill('SIGTERM');
    expect(await backend.finished).toMatchObject({ code: 0, stderr: '' });
  });

  it('is honest about a build that nobody described', async () => {
    const backend = await startBackend();
    started = backend;
    expect(await (await fetch(`${backend.url}/version`)).json()).toMatchObject({
      version: '0.0.0-dev',
      commit: 'unknown',
      inputTag: 'unknown',
    });
  });

  it('lists all problems of its configuration at once, without a stack, and ends with 2', async () => {
    started = start('src/main.ts', { PORT: 'http', LOG_LEVEL: 'loud', DRAIN_SECONDS: '-1' });
    expect(await started.finished).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        'error: invalid configuration:',
        '  PORT: must be a whole number from 0 to 65535',
        '  LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent',
        '  DRAIN_SECONDS: must be a number of seconds from 0 to 3600',
        '  where: environment variables',
        '  next:  set them as said, and start again',
        '',
      ].join('\n'),
    });
  });

  it('says which port is taken, and ends with 1', async () => {
    const first = await startBackend();
    started = first;
    const second = start('src/main.ts', { PORT: new URL(first.url).port });
    const { code, stderr } = await second.finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cannot listen: the port is taken by another process\n/);
    expect(stderr).not.toContain('    at ');
  });

  it('runs as one CommonJS file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    const bundle = join(folder, 'main.cjs');
    const flags = ['--bundle', '--platform=node', '--format=cjs', '--keep-names', '--log-level=error'];
    const esbuild = join(__dirname, '../../../node_modules/.bin/esbuild');
    execFileSync(esbuild, [join(__dirname, '../src/main.ts'), ...flags, `--outfile=${bundle}`]);
    const backend = await startBackend(relative(join(__dirname, '..'), bundle));
    started = backend;
    expect((await fetch(`${backend.url}/readyz`)).status).toBe(200);
    backend.child.kill('SIGTERM');
    expect(await backend.finished).toMatchObject({ code: 0, stderr: '' });
    rmSync(folder, { recursive: true });
  });
});
