import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';

/**
 * Puts the hooks of lefthook.yml into the repository. Lefthook comes by the packages of its platforms and not by its own
 * one, which would install hooks on every `npm ci` without being asked.
 *
 * @returns what lefthook said
 */
export async function installHooks(workspace: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(lefthookIn(workspace), ['install'], {
      cwd: workspace,
      env: { ...process.env, NO_COLOR: '1' },
    });
    return stdout.trim();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { stderr, message } = error as Error & { stderr?: string };
    throw new UserError(`the hooks could not be installed: ${(stderr ?? message).trim()}`, {
      where: 'lefthook.yml',
      cause: error,
    });
  }
}

/**
 * Where npm has put the binary, from a package that asks for it.
 *
 * @throws UserError where npm has none for the platform
 */
function lefthookIn(workspace: string): string {
  const name = `lefthook-${process.platform}-${process.arch}`;
  const from = createRequire(join(workspace, 'tools/maintenance/package.json'));
  const folders = from.resolve.paths(name) ?? [];
  const binary = folders.map((folder) => join(folder, name, 'bin/lefthook')).find(existsSync);
  if (binary !== undefined) return binary;
  throw new UserError(`npm’s package ${name} is not installed`, { where: workspace, next: 'npm ci' });
}
