import { UserError } from '@prod-e/errors';

/** The part of the budget after which what is under way is stopped: the rest is for it to say so. */
const stopAt = 0.95;

/** The time that may be spent, and no more. */
export interface Budget {
  /** Aborted a little before the end, and when the caller's is. Its reason is a UserError. */
  signal: AbortSignal;
  /** When that will be, on the clock of `performance.now()`. */
  deadline: number;
  /** Resolves with the signal's reason at the end, for what does not heed the signal. */
  end: Promise<unknown>;
  clear: () => void;
}

export function startBudget(milliseconds: number, caller?: AbortSignal): Budget {
  const controller = new AbortController();
  const stop = () => {
    controller.abort(new UserError('it was stopped before it answered', { next: 'tell them yourself' }));
  };
  if (caller?.aborted) stop();
  caller?.addEventListener('abort', stop, { once: true });
  const soft = setTimeout(() => {
    controller.abort(outOfTime(milliseconds));
  }, milliseconds * stopAt);
  const hard = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => {
    hard.resolve(controller.signal.reason);
  }, milliseconds);
  return {
    signal: controller.signal,
    deadline: performance.now() + milliseconds * stopAt,
    end: hard.promise,
    clear() {
      clearTimeout(soft);
      clearTimeout(timer);
      caller?.removeEventListener('abort', stop);
    },
  };
}

const outOfTime = (milliseconds: number): UserError =>
  new UserError(`it did not answer within ${milliseconds / 1000} s`, {
    next: 'see whether it is up, and can be reached from here',
  });
