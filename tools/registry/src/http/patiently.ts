import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@prod-e/errors';
import { defaultPatience, type RegistryOptions } from '../options.ts';

/** Something that is asked of a registry: one budget of time for all its requests. */
export interface Operation {
  host: string;
  /** Aborted when the operation ends, however it ends. */
  signal: AbortSignal;
  /** Of the clock, in milliseconds. */
  deadline: number;
  requestMilliseconds: number;
  log: (line: string) => void;
}

/** A failure that may be none a moment later. */
export class Temporary extends Error {
  readonly retryAfterMilliseconds: number | undefined;

  constructor(reason: string, retryAfterMilliseconds?: number) {
    super(reason);
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}

/** Runs an operation. What it has left under way when it ends, is ended with it. */
export async function operate<T>(
  host: string,
  { signal, patience, log = () => undefined }: RegistryOptions,
  run: (operation: Operation) => Promise<T>,
): Promise<T> {
  const { operationMilliseconds, requestMilliseconds } = { ...defaultPatience, ...patience };
  const end = new AbortController();
  signal?.throwIfAborted();
  try {
    return await run({
      host,
      signal: signal ? AbortSignal.any([signal, end.signal]) : end.signal,
      deadline: Date.now() + operationMilliseconds,
      requestMilliseconds,
      log,
    });
  } finally {
    end.abort();
  }
}

/**
 * Tries until it is done, fails for good, or the operation's time is over.
 *
 * @param attempt throws `Temporary` for what is worth another attempt; must heed the signal, which is its time-out
 * @throws UserError that names the host
 */
export async function patiently<T>(
  operation: Operation,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const left = Math.max(1, operation.deadline - Date.now());
    const timeOut = AbortSignal.timeout(Math.min(operation.requestMilliseconds, left));
    try {
      return await attempt(AbortSignal.any([operation.signal, timeOut]));
    } catch (error) {
      operation.signal.throwIfAborted();
      const temporary = timeOut.aborted ? new Temporary('it was too slow to answer') : error;
      if (!(temporary instanceof Temporary)) throw error;
      const pause = temporary.retryAfterMilliseconds ?? backOff(tries);
      if (Date.now() + pause >= operation.deadline) throw unavailable(operation.host, temporary.message);
      const seconds = (pause / 1000).toFixed(1);
      operation.log(`${operation.host}: ${temporary.message}; trying again in ${seconds} s`);
      await sleep(pause, undefined, { signal: operation.signal });
    }
  }
}

/** Milliseconds: doubled each time, never more than ten seconds, and not the same for two that fail together. */
export const backOff = (tries: number): number =>
  Math.min(10_000, 250 * 2 ** tries) * (0.75 + Math.random() / 2);

export const unavailable = (host: string, reason: string): UserError =>
  new UserError(`the registry ${host} is not available: ${reason}`, {
    where: host,
    next: 'see that it is up and reached from here, then run the command again: it goes on where it stopped',
  });
