import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives a folder and all in it the modes that a checkout has by default: everybody may read, only the owner may write.
 * An image keeps the modes of its files, which are no part of its input tag: without this, a checkout made with another
 * umask would make another image of the same name, whose files its user may not even read.
 */
export async function makeModesPlain(path: string): Promise<void> {
  const stat = await lstat(path);
  if (stat.isSymbolicLink()) return;
  const isProgram = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  await chmod(path, isProgram ? 0o755 : 0o644);
  if (!stat.isDirectory()) return;
  for (const name of await readdir(path)) await makeModesPlain(join(path, name));
}
