import { table } from '@prod-e/terminal';
import type { Estimate } from './estimate.ts';
import { kinds } from './priced.ts';

/** Estimates side by side, in US dollars a month. */
export function costTable(head: string, estimates: ReadonlyMap<string, Estimate>): string {
  const all = [...estimates.values()];
  const rows = kinds
    .filter((kind) => all.some(({ by }) => by[kind] > 0))
    .map((kind) => [kind, ...all.map(({ by }) => dollars(by[kind]))]);
  return table([[head, ...estimates.keys()], ...rows, ['total', ...all.map(({ total }) => dollars(total))]]);
}

const dollars = (amount: number): string => amount.toFixed(2).padStart(8);
