import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { runTests } from './run-tests.ts';

/** Writes down what it was told. */
const nx = `
  const fs = require('fs');
  fs.appendFileSync('ran', process.argv.slice(2).join(' ') + '\\n');
  process.exit(fs.existsSync('broken') ? 1 : 0);
`;

describe('the tests of a command that also deploys', () => {
  const env = { ...process.env };
  let workspace: Scratch;
  let projects: string[];
  let asked: object[];
  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('nx.js', nx);
    workspace.write('ran', '');
    projects = ['backend'];
    asked = [];
    Object.assign(process.env, { NX_DAEMON: 'false' });
  });
  afterEach(() => {
    process.env = { ...env };
    workspace.remove();
  });

  const affected = (since: object) => {
    asked.push(since);
    return Promise.resolve(projects);
  };

  /** What Nx was told. */
  async function run(...tests: string[]): Promise<string[]> {
    const { folder } = workspace;
    const argv = [process.execPath, join(folder, 'nx.js')];
    await runTests(tests, { argv, workspaceRoot: folder, affected });
    return readFileSync(join(folder, 'ran'), 'utf8').trim().split('\n');
  }

  it('are run where a project is affected', async () => {
    expect(await run('affected', '-t', 'test', '--base=main')).toEqual(['affected -t test --base=main']);
    expect(asked).toEqual([{ base: 'main' }]);
  });

  it('are not run where none is', async () => {
    projects = [];
    expect(await run('affected', '-t', 'test', '--base=main', '--head=HEAD')).toEqual(['']);
    expect(asked).toEqual([{ base: 'main', head: 'HEAD' }]);
  });

  it('are run where Nx cannot tell: it says why itself', async () => {
    const { folder } = workspace;
    const argv = [process.execPath, join(folder, 'nx.js')];
    const fails = () => Promise.reject(new Error('no such commit'));
    await runTests(['affected', '-t', 'test', '--base=x'], { argv, workspaceRoot: folder, affected: fails });
    expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('affected -t test --base=x\n');
  });

  it.each([
    [['affected', '-t', 'test']],
    [['affected', '-t', 'test', '--base', 'main']],
    [['affected', '-t', 'test', '--base=main', '--uncommitted']],
    [['affected', '-t', 'test', '--base=main', '--files=README.md']],
    [['run-many', '-t', 'test', '--base=main']],
  ])('are run, and nothing is asked, where a base alone does not say what is affected: %j', async (tests) => {
    projects = [];
    expect(await run(...tests)).toEqual([tests.join(' ')]);
    expect(asked).toEqual([]);
  });

  it('are run, and nothing is asked, where a daemon makes the graph', async () => {
    projects = [];
    Object.assign(process.env, { NX_DAEMON: 'true', CI: '' });
    expect(await run('affected', '-t', 'test', '--base=main')).toEqual(['affected -t test --base=main']);
    expect(asked).toEqual([]);
  });

  it('stop the command when one fails, and say how to run them', async () => {
    workspace.write('broken', '');
    await expect(run('affected', '-t', 'test', '--base=main')).rejects.toMatchObject({
      next: 'npx nx affected -t test --base=main',
    });
  });
});
