import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@prod-e/errors';

const attempts = 6;
const firstWait = 200;

export type Attempt =
  | { done: true }
  | {
      done: false;
      problem: string;
      next: string;
      /** Whether the same request can fare better a little later. */
      retry: boolean;
      /** Milliseconds that the other side wants us to wait. */
      after?: number;
    };

export interface RetryOptions {
  signal: AbortSignal;
  /** When there is no more time, on the clock of `performance.now()`. */
  deadline: number;
}

/**
 * Tries until it is done, as long as there is time.
 *
 * @throws UserError of the last attempt, or the signal's reason
 */
export async function withRetries(
  attempt: () => Promise<Attempt>,
  { signal, deadline }: RetryOptions,
): Promise<void> {
  let before = '';
  for (let count = 1; ; count++) {
    const result = await attempt().catch((error: unknown) => {
      throw withHistory(error, before);
    });
    if (result.done) return;
    before = result.problem;
    const wait = Math.max(result.after ?? 0, backOff(count, Math.random()));
    const left = deadline - performance.now();
    if (!result.retry || count === attempts || wait >= left) {
      throw new UserError(result.problem + ending(count, result.after, left), { next: result.next });
    }
    await sleep(wait, undefined, { signal }).catch(() => {
      throw withHistory(signal.reason, before);
    });
  }
}

/** Doubles, and is spread over its upper half, so that many who failed together do not come back together. */
export const backOff = (count: number, random: number): number =>
  firstWait * 2 ** (count - 1) * (0.5 + random / 2);

/** That there was no time is half of the story when there were answers before. */
const withHistory = (error: unknown, before: string): unknown =>
  before !== '' && error instanceof UserError
    ? new UserError(`${error.message}; before that: ${before}`, {
        ...(error.next !== undefined && { next: error.next }),
      })
    : error;

function ending(count: number, after: number | undefined, left: number): string {
  const tries = count > 1 ? ` (tried ${count} times)` : '';
  const late =
    after !== undefined && after >= left ? `; it wants ${seconds(after)} s, which is too late` : '';
  return tries + late;
}

const seconds = (milliseconds: number): string => String(Math.ceil(milliseconds / 1000));

/**
 * Milliseconds that an answer wants us to wait, of its header `Retry-After`: seconds, or a date.
 *
 * @returns nothing where there is no such header, or it says something else
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
