import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than an engine takes to start again; that, and no deadline of a service, is what is waited for. */
const patienceMilliseconds = 30_000;
const pollMilliseconds = 250;

/** Asks the engine; where it is away, as long as it takes to start again, so that its restart fails no deployment. */
export async function throughRestart<T>(ask: () => Promise<T>, patience = patienceMilliseconds): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error) || Date.now() > deadline) throw error;
      await sleep(pollMilliseconds);
    }
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('no Docker engine is running');
