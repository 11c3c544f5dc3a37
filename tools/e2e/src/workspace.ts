import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyFolder, copyWorkspace, environmentIn, makeRepository } from './copy.ts';
import { run, start, type Result, type Running } from './process.ts';
import { installShims, readCalls } from './shims.ts';

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
 * @param more further fields of the environment
 */
export const createWorkspace = (
  environment: string,
  ports: Record<string, number>,
  more: object = {},
): Workspace => createWorkspaceFor({ platform: 'local', name: environment, ports, ...more }, ports);

/**
 * The same for an environment of any platform.
 *
 * @param fields what the environment's file exports
 */
export function createWorkspaceFor(
  fields: Record<string, unknown> & { name: string },
  ports: Record<string, number> = {},
): Workspace {
  const environment = fields.name;
  const root = copyFolder(environment);
  copyWorkspace(root);
  writeFileSync(
    join(root, `infra/src/environments/${environment}.ts`),
    `export default ${JSON.stringify(fields)};\n`,
  );
  const git = makeRepository(root);
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  commit('begin');

  const plain = environmentIn(root);
  const env = { ...plain, PATH: [installShims(root), plain['PATH']].join(':') };
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
