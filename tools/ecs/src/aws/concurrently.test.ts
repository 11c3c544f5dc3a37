import { setImmediate as turn } from 'node:timers/promises';
import { concurrently, inBatches } from './concurrently.ts';

test('results are in the order of the items, and no more than the limit are under way', async () => {
  let underWay = 0;
  let most = 0;
  const results = await concurrently(4, [5, 1, 4, 2, 3, 9, 8, 7], async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    for (let turns = 0; turns < item; turns += 1) await turn();
    underWay -= 1;
    return item * 2;
  });
  expect(results).toEqual([10, 2, 8, 4, 6, 18, 16, 14]);
  expect(most).toBe(4);
});

test('none is begun after one failed', async () => {
  const begun: number[] = [];
  const ended = concurrently(1, [1, 2, 3], (item) => {
    begun.push(item);
    return item === 2 ? Promise.reject(new Error('2 failed')) : Promise.resolve();
  });
  await expect(ended).rejects.toThrow('2 failed');
  expect(begun).toEqual([1, 2]);
});

test.each([
  [[], []],
  [[1], [[1]]],
  [
    [1, 2, 3],
    [[1, 2], [3]],
  ],
])('%j in batches of 2 is %j', (items, batches) => {
  expect(inBatches(items, 2)).toEqual(batches);
});
