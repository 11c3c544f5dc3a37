import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { runTests } from './run-tests.ts';

/** Writes down what it was told; says of projects what the file `affected` says. */
const nx = `
  const fs = require('fs');
  const args = process.argv.slice(2).join(' ');
  fs.appendFileSync('ran', args + '\\n');
  if (args.startsWith('show')) {
    fs.appendFileSync('graph', String(process.env.NX_FORCE_REUSE_CACHED_GRAPH));
    process.stdout.write(fs.readFileSync('affected', 'utf8'));
  } else {
    process.exit(fs.existsSync('broken') ? 1 : 0);
  }
`;

const show = 'show projects --affected --base=main';

describe('the tests of a command that also deploys', () => {
  const env = { ...process.env };
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('nx.js', nx);
    workspace.write('affected', 'backend\n');
    Object.assign(process.env, { NX_DAEMON: 'false' });
  });
  afterEach(() => {
    process.env = { ...env };
    workspace.remove();
  });

  /** What Nx was told. */
  function run(...tests: string[]): string[] {
    const { folder } = workspace;
    runTests(tests, { argv: [process.execPath, join(folder, 'nx.js')], workspaceRoot: folder });
    const ran = join(folder, 'ran');
    return existsSync(ran) ? readFileSync(ran, 'utf8').trim().split('\n') : [];
  }

  it('are run where a project is affected', () => {
    expect(run('affected', '-t', 'test', '--base=main')).toEqual([show, 'affected -t test --base=main']);
  });

  it('are not run where none is, which the graph tells that Nx has made just now', () => {
    workspace.write('affected', '\n');
    expect(run('affected', '-t', 'test', '--base=main')).toEqual([show]);
    expect(readFileSync(join(workspace.folder, 'graph'), 'utf8')).toBe('true');
  });

  describe('in a repository', () => {
    const env = {
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@b',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@b',
    };
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: workspace.folder, env: { ...process.env, ...env } });
    const tests = ['affected', '-t', 'test', '--base=main'];
    beforeEach(() => {
      workspace.write('.gitignore', 'ran\ngraph\n');
      git('init', '--quiet', '--initial-branch=main');
      git('add', '--all');
      git('commit', '--quiet', '--message=one');
      git('switch', '--quiet', '--create', 'work');
    });

    it('are not run, and Nx is not asked, where no file differs from the base', () => {
      git('commit', '--quiet', '--allow-empty', '--message=nothing');
      expect(run(...tests)).toEqual([]);
    });

    it.each([
      ['one is committed', () => (workspace.write('new', ''), git('add', 'new'), git('commit', '-qm=new'))],
      ['one is changed', () => workspace.write('affected', 'web')],
      ['one is new', () => workspace.write('new', '')],
    ])('are run where %s', (_what, change) => {
      change();
      expect(run(...tests)).toEqual([show, tests.join(' ')]);
    });

    it('are run where the base is no commit of it', () => {
      const unknown = '--base=4b825dc642cb6eb9a060e54bf8d69288fbee4904';
      expect(run('affected', '-t', 'test', unknown)).toContain(`affected -t test ${unknown}`);
    });
  });

  it.each([
    [['affected', '-t', 'test']],
    [['affected', '-t', 'test', '--base', 'main']],
    [['affected', '-t', 'test', '--base=main', '--uncommitted']],
    [['affected', '-t', 'test', '--base=main', '--files=README.md']],
    [['run-many', '-t', 'test', '--base=main']],
  ])('are run, and nothing is asked, where a base alone does not say what is affected: %j', (tests) => {
    workspace.write('affected', '');
    expect(run(...tests)).toEqual([tests.join(' ')]);
  });

  it('are run, and nothing is asked, where a daemon makes the graph', () => {
    Object.assign(process.env, { NX_DAEMON: 'true', CI: '' });
    expect(run('affected', '-t', 'test', '--base=main')).toEqual(['affected -t test --base=main']);
  });

  it('stop the command when one fails, and say how to run them', () => {
    workspace.write('broken', '');
    expect(() => run('affected', '-t', 'test', '--base=main')).toThrow(
      expect.objectContaining({ next: 'npx nx affected -t test --base=main' }) as Error,
    );
  });
});
