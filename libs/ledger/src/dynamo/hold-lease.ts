import { UserError } from '@prod-e/errors';

export interface Holding {
  /** Fires, with a UserError, when the lease is known to be another's, or has run out before it could be renewed. */
  lost: AbortSignal;
  /** Renews no more, and waits for a renewal that is under way. */
  stop(): Promise<void>;
}

export interface HoldOptions {
  seconds: number;
  /** When it runs out: epoch milliseconds. */
  expires: number;
  /** Makes it run out later. @returns false when it is another's */
  renew: (expires: number) => Promise<boolean>;
  environment: string;
}

/**
 * Renews a lease every third of its time. The wall clock is looked at often, since a machine that was asleep must not
 * take the time in which it slept for time in which it held the lease.
 */
export function holdLease({ seconds, expires, renew, environment }: HoldOptions): Holding {
  const lost = new AbortController();
  const time = seconds * 1000;
  let until = expires;
  let next = expires - (time * 2) / 3;
  let renewal: Promise<void> | undefined;

  const lose = (why: string) => {
    clearInterval(timer);
    lost.abort(new UserError(`the lease of ${environment} is lost: ${why}`, { next: 'deploy again' }));
  };

  const renewOnce = async (): Promise<void> => {
    const now = Date.now();
    next = now + time / 3;
    try {
      if (await renew(now + time)) until = now + time;
      else lose('another holds it');
    } catch {
      // The next third may get through; until it has run out, nobody else can have taken it.
    }
  };

  const tick = () => {
    if (Date.now() >= until) {
      lose('it could not be renewed in its time');
    } else if (Date.now() >= next && !renewal) {
      renewal = renewOnce().finally(() => (renewal = undefined));
    }
  };
  const timer = setInterval(tick, Math.min(1000, time / 10));
  // What holds a lease has something to do; the lease alone keeps no process alive.
  timer.unref();

  return {
    lost: lost.signal,
    async stop() {
      clearInterval(timer);
      await renewal;
    },
  };
}
