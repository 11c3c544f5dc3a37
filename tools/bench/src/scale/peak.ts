import type { Running } from '@prod-e/e2e';
import { must } from '../must.ts';
import { pagesOf, readProcesses } from './processes.ts';

const pageMiB = 4096 / 2 ** 20;
const sampleMilliseconds = 25;

/** The most memory that a program and all that it starts have had resident at once, in MiB. Linux only: else NaN. */
export async function peakMemory(what: string, program: Running): Promise<number> {
  if (process.platform !== 'linux') return NaN;
  let most = 0;
  const sampler = setInterval(() => {
    most = Math.max(most, pagesOf(program.pid, readProcesses()));
  }, sampleMilliseconds);
  try {
    await must(what, program.ended);
  } finally {
    clearInterval(sampler);
  }
  return most * pageMiB;
}
