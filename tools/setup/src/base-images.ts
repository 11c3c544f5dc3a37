import { bases, ensureBaseImage, LockedVersionsGone, refresh } from '@prod-e/base-image';
import type { System } from './system.ts';

/** What this needs of the base images' library; tests put others in its place. */
export interface BaseImages {
  ensure: typeof ensureBaseImage;
  refresh: typeof refresh;
}

/**
 * Makes the base images that the engine lacks. A lock whose versions Debian no longer offers must not stop a newcomer:
 * it is then, and only then, brought up to date.
 */
export async function ensureBaseImages(
  system: System,
  { ensure, refresh: refreshLock }: BaseImages = { ensure: ensureBaseImage, refresh },
): Promise<void> {
  const log = (line: string): void => {
    system.say(`set-up: ${line}`);
  };
  for (const base of bases) {
    try {
      await ensure(base, { log });
    } catch (error) {
      if (!(error instanceof LockedVersionsGone)) throw error;
      await refreshLock();
      log(`${error.message}: tools/base-image/packages.lock.json changed and should be committed`);
      await ensure(base, { log });
    }
  }
}
