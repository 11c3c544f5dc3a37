import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';

/**
 * Projects with a target that a base's difference from the present files affects, as `nx affected -t <target>` would
 * select them.
 *
 * @param base a commit, or the empty tree
 * @throws UserError when Nx cannot tell
 */
export async function affectedProjects(
  workspaceRoot: string,
  base: string,
  target: string,
): Promise<string[]> {
  const nx = createRequire(join(workspaceRoot, 'package.json')).resolve('nx/bin/nx.js');
  const args = [nx, 'show', 'projects', '--affected', `--base=${base}`, `--withTarget=${target}`, '--json'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: workspaceRoot });
    return (JSON.parse(stdout) as string[]).sort();
  } catch (cause) {
    const { stderr = '', message } = cause as Error & { stderr?: string };
    throw new UserError(`Nx cannot tell what is affected since ${base}: ${stderr.trim() || message}`, {
      next: `npx nx show projects --affected --base=${base}`,
      cause,
    });
  }
}
