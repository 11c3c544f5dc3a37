import { setTimeout as sleep } from 'node:timers/promises';
import { concurrently } from './concurrently.ts';

describe('concurrently', () => {
  it('keeps the order of the items, whichever is done first', async () => {
    const slowest = async (milliseconds: number) => {
      await sleep(milliseconds);
      return `${milliseconds}`;
    };
    expect(await concurrently(3, [30, 10, 20], slowest)).toEqual(['30', '10', '20']);
  });

  it.each([
    [1, 1],
    [2, 2],
    [9, 5],
  ])('with a limit of %i has %i of five under way', async (limit, expected) => {
    let running = 0;
    let most = 0;
    await concurrently(limit, [1, 2, 3, 4, 5], async () => {
      most = Math.max(most, ++running);
      await sleep(10);
      running -= 1;
    });
    expect(most).toBe(expected);
  });

  it('has nothing to do for no items', async () => {
    expect(await concurrently(2, [], () => Promise.reject(new Error('called')))).toEqual([]);
  });

  it('fails as the first that fails', async () => {
    const map = (item: number) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item));
    await expect(concurrently(2, [1, 2, 3], map)).rejects.toThrow('two');
  });
});
