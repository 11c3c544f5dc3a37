import type { OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { isLeased, leaseEnvironment } from './lease-environment.ts';
import { takeLock, tryLock } from './lock.ts';

/**
 * Does something to an environment that nobody else changes meanwhile: neither on this machine nor, where it is shared,
 * on another.
 *
 * @param what told to whoever finds it held
 * @param use is given a run whose signal also aborts when another machine has got hold of the environment
 * @throws UserError (exit 3) that says who holds it
 */
export async function whileLocked<R extends Pick<Run, 'signal' | 'print'>, T>(
  open: OpenEnvironment,
  what: string,
  run: R,
  use: (run: R) => Promise<T>,
): Promise<T> {
  const unlock = takeLock(open.folder, what);
  try {
    const lease = await leaseEnvironment(open, what, run.print);
    if (!lease) return await use(run);
    try {
      return await use({ ...run, signal: AbortSignal.any([run.signal, lease.lost]) });
    } finally {
      await lease.release();
    }
  } finally {
    unlock();
  }
}

/** Whether somebody is changing an environment now. Where that cannot be asked, nobody is known to. */
export async function isLocked(open: OpenEnvironment): Promise<boolean> {
  const unlock = tryLock(open.folder, 'a look at whether it is held');
  unlock?.();
  return unlock === undefined || (await isLeased(open));
}
