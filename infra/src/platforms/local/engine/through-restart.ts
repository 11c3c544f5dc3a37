import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than an engine takes to start again. */
const patienceMilliseconds = 30_000;
const pollMilliseconds = 250;

/** Does what may be repeated; again for as long as an engine takes to start again, where it went away meanwhile. */
export async function throughRestart(run: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      await run();
      return;
    } catch (error) {
      if (!isAway(error) || Date.now() > deadline) throw error;
      await sleep(pollMilliseconds);
    }
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof Error && /cannot connect to the docker daemon|error during connect/i.test(error.message);
