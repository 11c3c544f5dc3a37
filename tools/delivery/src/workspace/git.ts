import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The commit of the working tree, as a version reports it: the full hash, with `-dirty` when files differ from it.
 *
 * @returns `unknown` where there is no git checkout, or no commit yet
 */
export async function currentCommit(workspaceRoot: string): Promise<string> {
  try {
    const { stdout } = await run('git', ['describe', '--always', '--abbrev=40', '--exclude=*', '--dirty'], {
      cwd: workspaceRoot,
    });
    return stdout.trim();
  } catch {
    return 'unknown';
  }
}
