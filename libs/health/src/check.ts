/** Resolves while a dependency can be used, rejects with why not. The signal aborts when its time is over. */
export type Check = (signal: AbortSignal) => unknown;

export interface CheckResult {
  status: 'up' | 'down';
  durationMs: number;
  /** Why it is down: the error's message. */
  reason?: string;
}

/** Runs a check for `timeoutMs` at most. Never rejects: a check that cannot be run is a dependency that is down. */
export async function runCheck(check: Check, timeoutMs: number): Promise<CheckResult> {
  const start = performance.now();
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${timeoutMs} ms`));
      controller.abort();
    }, timeoutMs);
  });
  try {
    await Promise.race([runNow(check, controller.signal), late]);
    return { status: 'up', durationMs: since(start) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'down', durationMs: since(start), reason };
  } finally {
    clearTimeout(timer);
  }
}

/** A check may throw before it returns a promise. */
async function runNow(check: Check, signal: AbortSignal): Promise<void> {
  await check(signal);
}

const since = (start: number): number => Math.round((performance.now() - start) * 10) / 10;
