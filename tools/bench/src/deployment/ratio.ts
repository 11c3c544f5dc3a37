import { columns } from '../layout.ts';

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
  return columns([head, ...rows]);
}
