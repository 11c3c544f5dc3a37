import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '@prod-e/e2e';
import { must } from '../must.ts';
import { pagesOf, readProcesses } from './processes.ts';

const pageMiB = 4096 / 2 ** 20;
const sampleMilliseconds = 25;

/** The most memory that a program and all that it starts have had resident at once, in MiB. Linux only: else NaN. */
export async function peakMemory(what: string, program: Running): Promise<number> {
  let isRunning = true;
  const ended = must(what, program.ended).finally(() => {
    isRunning = false;
  });
  let pages = process.platform === 'linux' ? 0 : NaN;
  const sampled = (async () => {
    while (isRunning) {
      if (process.platform === 'linux') pages = Math.max(pages, pagesOf(program.pid, readProcesses()));
      await sleep(sampleMilliseconds);
    }
  })();
  await Promise.all([ended, sampled]);
  return pages * pageMiB;
}
