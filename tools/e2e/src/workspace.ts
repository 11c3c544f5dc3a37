import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, start, type Result, type Running } from './process.ts';
import { installShims, readCalls } from './shims.ts';

/** The workspace that is tested. */
const source = workspaceAround(process.cwd());

/** A copy of the workspace, with an environment of its own, in which a test can edit, commit and deploy. */
export interface Workspace {
  root: string;
  environment: string;
  /** Where a service of the environment is published. */
  url(service: string): string;
  nx(...args: string[]): Promise<Result>;
  npm(...args: string[]): Promise<Result>;
  /** Starts a line as it would be typed. */
  start(line: string): Running;
  /** Starts Nx in a process group of its own, as a terminal does. */
  startNx(...args: string[]): Running;
  /** `nx run infra:deploy` to the environment. */
  deploy(): Promise<Result>;
  edit(file: string, change: (text: string) => string): void;
  /** Undoes every edit since the last commit. */
  revert(): void;
  /** @returns the commit's hash */
  commit(message: string): string;
  /** Commands that were run since this was last asked, such as `docker build` or `terraform apply`. */
  calls(): string[];
  /** Takes everything down and away. */
  dispose(): Promise<void>;
}

/**
 * @param environment name of the new environment; adding one is adding one file
 * @param ports published port by service
 */
export function createWorkspace(environment: string, ports: Record<string, number>): Workspace {
  // Beside the sources, so that node_modules can be linked rather than copied.
  const root = join(source, '.prod-e', 'e2e', environment);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  copySources(root);
  writeFileSync(
    join(root, `infra/src/environments/${environment}.ts`),
    `export default ${JSON.stringify({ platform: 'local', name: environment, ports })};\n`,
  );
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'e2e');
  git('config', 'user.email', 'e2e@example.invalid');
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  commit('begin');

  const env = environmentVariables(root, installShims(root));
  const nxArgs = (args: string[]) => [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args];
  const nx = (...args: string[]) => run(process.execPath, nxArgs(args), { cwd: root, env });
  return {
    root,
    environment,
    url: (service) => `http://127.0.0.1:${ports[service]}`,
    nx,
    npm: (...args) => run('npm', args, { cwd: root, env }),
    start: (line) => start('sh', ['-c', line], { cwd: root, env }),
    startNx: (...args) => start(process.execPath, nxArgs(args), { cwd: root, env }),
    deploy: () => nx('run', `infra:deploy:${environment}`),
    edit: (file, change) => {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, change(existsSync(path) ? readFileSync(path, 'utf8') : ''));
    },
    revert: () => {
      git('checkout', '--quiet', '.');
      git('clean', '--quiet', '-d', '--force');
    },
    commit,
    calls: () => readCalls(root),
    dispose: async () => {
      const { code, output } = await nx('run', `infra:destroy:${environment}`);
      if (code !== 0) throw new Error(`the environment was not destroyed:\n${output}`);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The nearest folder upwards that is an Nx workspace. */
function workspaceAround(folder: string): string {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  if (folder === dirname(folder)) throw new Error('this is no Nx workspace');
  return workspaceAround(dirname(folder));
}

/** What git knows of and what it would add: the working tree as it would be cloned. */
function copySources(root: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: source,
  });
  for (const file of files.toString().split('\0').filter(Boolean)) {
    if (existsSync(join(source, file))) cpSync(join(source, file), join(root, file));
  }
  execFileSync('cp', ['--archive', '--link', join(source, 'node_modules'), root]);
  for (const nested of execFileSync('git', ['ls-files', '*/package.json'], {
    cwd: source,
    encoding: 'utf8',
  }).split('\n')) {
    const modules = join(dirname(nested), 'node_modules');
    if (nested && existsSync(join(source, modules))) {
      execFileSync('cp', ['--archive', '--link', join(source, modules), join(root, modules)]);
    }
  }
  appendFileSync(join(root, '.gitignore'), '.shims/\n');
}

/** A user's own, without what the test runner and the Nx around it have set. */
function environmentVariables(root: string, shims: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|JEST_|NODE_OPTIONS$|FORCE_COLOR$|PROD_E_|npm_|INIT_CWD$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [shims, join(root, 'node_modules/.bin'), process.env['PATH']].join(':'),
    NX_DAEMON: 'false',
    // Plain output.
    CI: 'true',
  };
}
