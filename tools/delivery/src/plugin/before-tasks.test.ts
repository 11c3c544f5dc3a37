import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { preTasksExecution } from '../index.ts';

const tellsTasks = ['PROD_E_ENVIRONMENT', 'NODE_COMPILE_CACHE'];

describe('before the tasks of any Nx command', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('infra/src/environments/local.ts', '');
    process.env['PROD_E_EXIT_CODE_FILE'] = join(workspace.folder, 'code');
  });
  afterEach(() => {
    for (const name of ['PROD_E_EXIT_CODE_FILE', ...tellsTasks]) Reflect.deleteProperty(process.env, name);
    workspace.remove();
  });

  /** What the tasks find in their environment: Nx takes over what the hook sets, and nothing that it returns. */
  function run(...argv: string[]): Record<string, string | undefined> {
    for (const name of tellsTasks) Reflect.deleteProperty(process.env, name);
    const context = { id: '1', argv, workspaceRoot: workspace.folder, nxJsonConfiguration: {} };
    void preTasksExecution(undefined, context);
    return Object.fromEntries(
      tellsTasks.filter((name) => name in process.env).map((name) => [name, process.env[name]]),
    );
  }

  it('a slip of the finger is refused in full, with the exit code of bad usage', () => {
    expect(() => run('run', 'infra:destroy', '-c', 'loacl')).toThrow(
      'error: unknown environment "loacl"\n  where: infra/src/environments\n  next:  choose one of: local; or add loacl.ts there',
    );
    expect(readFileSync(join(workspace.folder, 'code'), 'utf8')).toBe('2');
  });

  it('the tests of a command that also deploys are run by themselves, and their failure stops it', () => {
    const nx = workspace.write(
      'nx.js',
      `
      if (process.argv[2] === 'show') return console.log('backend');
      require('fs').writeFileSync('ran', process.argv.slice(2).join(' '));
      process.exit(require('fs').existsSync('broken') ? 1 : 0);
    `,
    );
    const affected = () =>
      run(process.execPath, nx, 'affected', '-t', 'lint', 'test', 'deploy', '--base=main');
    affected();
    expect(readFileSync(join(workspace.folder, 'ran'), 'utf8')).toBe('affected -t lint test --base=main');
    workspace.write('broken', '');
    expect(affected).toThrow('error: not everything passed, so nothing is containerized or deployed');
    expect(readFileSync(join(workspace.folder, 'code'), 'utf8')).toBe('1');
  });

  it('the tasks are told which environment the command is for', () => {
    const local = { PROD_E_ENVIRONMENT: 'local' };
    expect(run('run', 'infra:destroy', '-c', 'local')).toMatchObject(local);
    expect(run('affected', '-t', 'containerize', '--configuration=local')).toMatchObject(local);
  });

  it('no environment is told where the command is for none', () => {
    expect(run('run', 'infra:deploy')).not.toHaveProperty('PROD_E_ENVIRONMENT');
    expect(run('run', 'backend:build:production')).not.toHaveProperty('PROD_E_ENVIRONMENT');
  });

  it('our own tasks find what Node has compiled before, and tests do not', () => {
    const cached = { NODE_COMPILE_CACHE: join(workspace.folder, '.nx/compile-cache') };
    expect(run('run', 'infra:deploy')).toEqual(cached);
    expect(run('run', 'backend:containerize')).toEqual(cached);
    expect(run('run-many', '-t', 'lint', 'test')).toEqual({});
  });
});
