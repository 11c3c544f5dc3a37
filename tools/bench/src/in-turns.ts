import { median } from './median.ts';
import { time } from './time.ts';

/**
 * Takes turns, so that what slows the machine down for a while slows all of them down.
 *
 * @returns median of the seconds that each took
 */
export async function inTurns<K extends string>(
  rounds: number,
  runs: Record<K, () => Promise<unknown>>,
): Promise<Record<K, number>> {
  const names = Object.keys(runs) as K[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed())
      seconds[name].push(await time(runs[name]));
  }
  return Object.fromEntries(names.map((name) => [name, median(seconds[name])])) as Record<K, number>;
}
