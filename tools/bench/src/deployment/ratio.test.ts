import { printRatios, type Ratio } from './ratio.ts';

const ratio: Ratio = {
  ...{ what: 'a deployment', ours: 3, yardstick: 'Nx', bare: 2, wanted: 1.5, because: 'it rains' },
};

it('a ratio that is as high as it may be is reached', () => {
  expect(printRatios([ratio]).split('\n')[1]).toBe(
    'a deployment  3.00  Nx         2.00  1.50   ≤ 1.5   reached',
  );
});

it('a ratio that is too high tells what it is made of', () => {
  expect(printRatios([{ ...ratio, ours: 3.1 }])).toContain('1.55   ≤ 1.5   missed: it rains');
});
