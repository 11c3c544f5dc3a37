import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import type { Architecture } from './bases.ts';
import type { LockedPackages } from './lock.ts';
import { hookLines, mmdebstrapFailed, runMmdebstrap } from './mmdebstrap.ts';
import { lockFile, recipeFolder } from './paths.ts';

/** Debian's mirror does not hold a locked version any more: a newer one took its place. */
export class LockedVersionsGone extends UserError {}

export interface RootfsOptions {
  architecture: Architecture;
  packages: LockedPackages;
  /** The tar file to write. */
  tarFile: string;
  signal?: AbortSignal | undefined;
}

/**
 * Writes the root file system of a base as a tar file: the locked packages and what their scripts would have made.
 * The same packages give the same bytes.
 *
 * @throws LockedVersionsGone; UserError when a package is not the locked one or mmdebstrap fails
 */
export async function buildRootfs({ architecture, packages, tarFile, signal }: RootfsOptions): Promise<void> {
  const lines = Object.entries(packages).map(([name, { version, sha256 }]) => `${name} ${version} ${sha256}`);
  const outcome = await runMmdebstrap({
    architecture,
    hook: readFileSync(join(recipeFolder, 'rootfs.sh'), 'utf8'),
    env: { BASE_PACKAGES: lines.join('\n') },
    tarFile,
    signal,
  });
  if (outcome.code === 0) return;

  const gone = hookLines(outcome, 'gone');
  if (gone.length > 0) {
    const named = gone.map(([name, locked, offered]) => `${name} ${locked} (offered: ${offered})`);
    throw new LockedVersionsGone(`Debian no longer offers ${named.join(', ')}`, {
      where: lockFile,
      next: 'npx nx run base-image:refresh',
    });
  }
  const [altered] = hookLines(outcome, 'altered');
  if (altered) {
    throw new UserError(
      `the package ${altered.join(' ')} is not the one that was locked: its sha256 differs`,
      {
        where: lockFile,
        next: 'find out why before you trust it; `npx nx run base-image:refresh` locks what is offered now',
      },
    );
  }
  throw mmdebstrapFailed(outcome);
}
