import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../bootstrap.sh');

/** The real script in a workspace of its own, where `npm ci` and the set-up's main.ts only say that they were run. */
describe('bootstrap.sh', () => {
  let workspace = '';
  const file = (path: string, text: string, mode = 0o644): void => {
    mkdirSync(join(workspace, path, '..'), { recursive: true });
    writeFileSync(join(workspace, path), text);
    chmodSync(join(workspace, path), mode);
  };
  const run = (
    args: string[] = ['setup'],
    path = `${join(workspace, 'bin')}:${process.env['PATH'] ?? ''}`,
  ) => {
    const env = { ...process.env, PATH: path };
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['tools/setup/bootstrap.sh', ...args], {
      cwd: workspace,
      env,
      encoding: 'utf8',
    });
    return { status, lines: stdout.trimEnd().split('\n'), stderr };
  };
  const minutesAgo = (path: string, minutes: number): void => {
    const time = Date.now() / 1000 - 60 * minutes;
    utimesSync(join(workspace, path), time, time);
  };

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    file('tools/setup/src/main.ts', 'console.log("main", process.argv.slice(2).join(" "));');
    file('package.json', '{ "type": "module" }');
    file('package-lock.json', '{}');
    file(
      'bin/npm',
      '#!/bin/sh\necho "npm $1"; mkdir -p node_modules/.bin; touch node_modules/.package-lock.json\n',
      0o755,
    );
    copyFileSync(script, join(workspace, 'tools/setup/bootstrap.sh'));
  });
  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  const installing = 'set-up: installing the packages of package-lock.json (npm ci)';

  it('installs where there is no node_modules, then goes on', () => {
    expect(run(['up'])).toMatchObject({ status: 0, lines: [installing, 'npm ci', 'main up'] });
  });

  it('installs when node_modules is older than the lock file', () => {
    file('node_modules/.package-lock.json', '{}');
    minutesAgo('node_modules/.package-lock.json', 5);
    expect(run().lines).toEqual([installing, 'npm ci', 'main setup']);
  });

  it('does not install when node_modules is newer', () => {
    file('node_modules/.package-lock.json', '{}');
    minutesAgo('package-lock.json', 5);
    expect(run(['setup', '--check']).lines).toEqual(['main setup --check']);
  });

  it('only reports with --check', () => {
    expect(run(['setup', '--check'])).toMatchObject({
      status: 1,
      stderr: 'error: node_modules is absent or older than package-lock.json\n  next:  npm ci\n',
    });
  });

  it('stops when npm ci fails', () => {
    file('bin/npm', '#!/bin/sh\nexit 7\n', 0o755);
    expect(run()).toMatchObject({ status: 7, lines: [installing] });
  });

  it('refuses a Node that is too old', () => {
    file('bin/node', '#!/bin/sh\n[ "$1" != --version ] || exec echo v18.1.0\nexit 1\n', 0o755);
    expect(run()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error: Node 20\.19 or newer is needed, found v18\.1\.0\n {2}next:/),
    });
  });

  it('runs on the Node that npm has installed', () => {
    file('node_modules/.bin/node', '#!/bin/sh\necho "the Node of npm: $*"\n', 0o755);
    file('node_modules/.package-lock.json', '{}');
    minutesAgo('package-lock.json', 5);
    expect(run().lines.at(-1)).toBe('the Node of npm: tools/setup/src/main.ts setup');
  });

  it('does not run npm on the Node that npm is about to remove', () => {
    file('node_modules/.bin/node', '#!/bin/sh\necho "the Node of npm: $*"\n', 0o755);
    file('bin/npm', '#!/bin/sh\ncommand -v node; touch node_modules/.package-lock.json\n', 0o755);
    const path = [
      join(workspace, 'node_modules/.bin'),
      join(workspace, 'bin'),
      process.env['PATH'] ?? '',
    ].join(':');
    expect(run(['setup'], path).lines[1]).not.toContain(workspace);
  });

  const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  (hasShellcheck || process.env['CI'] === 'true' ? it : it.skip)('passes shellcheck', () => {
    const { status, stdout } = spawnSync('shellcheck', [script], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
