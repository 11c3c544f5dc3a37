import type { OpenEnvironment } from '../environment/open.ts';
import { takeLock } from './lock.ts';

/**
 * Takes an environment's lock.
 *
 * @returns gives it back
 * @throws UserError (exit 3) that says who holds it
 */
export function lockEnvironment({ folder }: OpenEnvironment, what: string): Promise<() => Promise<void>> {
  const unlock = takeLock(folder, what);
  return Promise.resolve(() => {
    unlock();
    return Promise.resolve();
  });
}
