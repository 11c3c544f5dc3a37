import { costTable } from './cost-table.ts';
import type { Estimate } from './estimate.ts';
import { kinds } from './priced.ts';

const none = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Estimate['by'];
const of = (by: Partial<Estimate['by']>, total: number): Estimate => ({
  by: { ...none, ...by },
  total,
  unknown: [],
});

it('shows estimates side by side, without what costs nothing anywhere', () => {
  const estimates = new Map([
    ['dev', of({ keys: 1 }, 1)],
    ['prod', of({ Fargate: 1234.567, keys: 1 }, 1235.567)],
  ]);
  expect(costTable('USD a month', estimates)).toBe(
    [
      'USD a month  dev       prod',
      'Fargate          0.00   1234.57',
      'keys             1.00      1.00',
      'total            1.00   1235.57',
    ].join('\n'),
  );
});
