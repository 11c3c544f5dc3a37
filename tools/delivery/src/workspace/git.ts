import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs git in the workspace.
 *
 * @returns what it printed, trimmed; `undefined` when it failed
 */
export async function git(workspaceRoot: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', args, { cwd: workspaceRoot, maxBuffer: 16 * 1024 * 1024 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * The commit of the working tree, as a version reports it: the full hash, with `-dirty` when files differ from it.
 *
 * @returns `unknown` where there is no git checkout, or no commit yet
 */
export async function currentCommit(workspaceRoot: string): Promise<string> {
  const described = await git(
    workspaceRoot,
    ...['describe', '--always', '--abbrev=40', '--exclude=*', '--dirty'],
  );
  return described ?? 'unknown';
}

/**
 * Address of the sources for a person: that of the remote, as a web page, and without the credentials in it.
 *
 * @returns `undefined` where there is no remote, or it is a folder of this machine
 */
export async function sourceOf(workspaceRoot: string): Promise<string | undefined> {
  const remote = await git(workspaceRoot, 'remote', 'get-url', 'origin');
  const [, host, path] =
    /^(?:\w+:\/\/)?(?:[^@/]*@)?([\w.-]+\.\w+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(remote ?? '') ?? [];
  return host === undefined || path === undefined ? undefined : `https://${host}/${path}`;
}
