import { thrownBy } from '@prod-e/testing/fixtures';
import { readOptions } from './options.ts';

it('measures 10, 100 and 1,000 services unless told otherwise', () => {
  expect(readOptions([])).toEqual({ sizes: [10, 100, 1000], rounds: 5 });
});

it('measures from few to many', () => {
  expect(readOptions(['--sizes=300,2', '--rounds=1'])).toEqual({ sizes: [2, 300], rounds: 1 });
});

it.each(['--sizes=10,many', '--sizes=0', '--sizes=10001', '--rounds=0', '--rounds=two', '--fast'])(
  'refuses %s',
  (arg) => {
    expect(thrownBy(() => readOptions([arg]))).toMatchObject({ exit: 2 });
  },
);
