import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The workspace that is tested. */
const source = workspaceAround(process.cwd());

/** Where a copy of the workspace goes: beside the sources, so that node_modules can be linked rather than copied. */
export const copyFolder = (name: string): string => join(source, '.prod-e', 'e2e', name);

/** Puts into an empty folder what git knows of and what it would add: the working tree as it would be cloned. */
export function copyWorkspace(root: string): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const files = listed('--cached', '--others', '--exclude-standard').filter((file) =>
    existsSync(join(source, file)),
  );
  for (const file of files) cpSync(join(source, file), join(root, file));
  linkModules(root);
  linkTools(root);
  appendFileSync(join(root, '.gitignore'), '.shims/\n');
}

/** Tests that run in a copy find what the set-up has installed for those of the workspace. */
function linkTools(root: string): void {
  mkdirSync(join(root, '.prod-e'), { recursive: true });
  for (const tools of ['python', 'go'].map((name) => join('.prod-e', name))) {
    if (existsSync(join(source, tools))) symlinkSync(join(source, tools), join(root, tools));
  }
}

/** Gives a folder with the sources the packages of the workspace. */
export function linkModules(root: string): void {
  const folders = ['.', ...listed('*/package.json').map((file) => dirname(file))];
  for (const modules of folders.map((folder) => join(folder, 'node_modules'))) {
    if (!existsSync(join(source, modules))) continue;
    execFileSync('cp', ['--archive', '--link', join(source, modules), join(root, modules)]);
  }
}

/** Makes a copy a repository of somebody's. */
export function makeRepository(root: string): (...args: string[]) => string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', env: environmentIn(root) }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'e2e');
  git('config', 'user.email', 'e2e@example.invalid');
  return git;
}

/** A user's own environment, without what the test runner and the Nx around it have set. */
export function environmentIn(root: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|JEST_|NODE_OPTIONS$|FORCE_COLOR$|PROD_E_|npm_|INIT_CWD$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(':'),
    // Where the copy's repository is gone, that of the tested workspace must not be taken in its place.
    GIT_CEILING_DIRECTORIES: dirname(root),
    NX_DAEMON: 'false',
    // Plain output.
    CI: 'true',
  };
}

const listed = (...args: string[]): string[] =>
  execFileSync('git', ['ls-files', '-z', ...args], { cwd: source, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);

/** The nearest folder upwards that is an Nx workspace. */
function workspaceAround(folder: string): string {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  if (folder === dirname(folder)) throw new Error('this is no Nx workspace');
  return workspaceAround(dirname(folder));
}
