import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { architectures, bases, packageNames, suite, type Architecture } from './bases.ts';
import {
  compareLocks,
  readLock,
  writeLock,
  type Lock,
  type LockChange,
  type LockedPackages,
} from './lock.ts';
import { hookLines, mmdebstrapFailed, runMmdebstrap } from './mmdebstrap.ts';
import { lockFile, recipeFolder } from './paths.ts';

export interface RefreshOptions {
  /** Only report what would change. */
  check?: boolean;
  file?: string;
  signal?: AbortSignal | undefined;
}

/**
 * Locks what the suite offers today, for every base and architecture.
 *
 * @returns what changed; empty when the lock is up to date
 * @throws UserError when the suite lacks a package or cannot be reached
 */
export async function refresh({ check = false, file = lockFile, signal }: RefreshOptions = {}): Promise<
  LockChange[]
> {
  const held = existsSync(file) ? readLock(file) : undefined;
  const offered = await Promise.all(
    architectures.map(async (architecture) => [architecture, await offers(architecture, signal)] as const),
  );
  const lock = assemble(Object.fromEntries(offered) as Record<Architecture, LockedPackages>);
  const changes = compareLocks(held, lock);
  if (changes.length > 0 && !check) writeLock(lock, file);
  return changes;
}

/** The lock that holds, for each base, its packages as they are offered. */
export function assemble(offered: Record<Architecture, LockedPackages>): Lock {
  const perBase = bases.map((base) => [
    base,
    Object.fromEntries(
      architectures.map((architecture) => [architecture, pick(base, offered[architecture])]),
    ),
  ]);
  return Object.fromEntries(perBase) as Lock;
}

function pick(base: (typeof bases)[number], offered: LockedPackages): LockedPackages {
  return Object.fromEntries(
    packageNames[base].map((name) => {
      const found = offered[name];
      if (!found?.version) {
        throw new UserError(`Debian ${suite} offers no package ${name}`, {
          where: 'tools/base-image/src/bases.ts',
          next: 'correct the package’s name',
        });
      }
      return [name, found];
    }),
  );
}

async function offers(architecture: Architecture, signal: AbortSignal | undefined): Promise<LockedPackages> {
  const names = [...new Set(bases.flatMap((base) => packageNames[base]))];
  const outcome = await runMmdebstrap({
    architecture,
    hook: readFileSync(join(recipeFolder, 'resolve.sh'), 'utf8'),
    env: { BASE_NAMES: names.join(' ') },
    signal,
  });
  if (outcome.code !== 0) throw mmdebstrapFailed(outcome);
  return Object.fromEntries(
    hookLines(outcome, 'offers').map(([name = '', version = '', sha256 = '']) => [name, { version, sha256 }]),
  );
}
