import { median } from './median.ts';

it.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 3, 100], 3.5],
  [[], NaN],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});
