import { median } from '../median.ts';

/** Something that was measured, beside its yardstick. */
export interface Ratio {
  what: string;
  /** Median, in seconds. */
  ours: number;
  yardstick: string;
  /** Median, in seconds. */
  bare: number;
  /** The ratio that is wanted at most. */
  wanted: number;
  /** What the difference is made of, told where the wanted ratio is missed. */
  because: string;
}

export function printRatios(ratios: readonly Ratio[]): string {
  const head = ['what', 's', 'yardstick', 's', 'ratio', 'wanted', ''];
  const rows = ratios.map(({ what, ours, yardstick, bare, wanted, because }) => [
    what,
    ours.toFixed(2),
    yardstick,
    bare.toFixed(2),
    (ours / bare).toFixed(2),
    `≤ ${wanted}`,
    ours / bare <= wanted ? 'reached' : `missed: ${because}`,
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Seconds that something takes. */
export async function time(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) / 1000;
}

/** Takes turns, so that what slows the machine down for a while slows all of them down. */
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
