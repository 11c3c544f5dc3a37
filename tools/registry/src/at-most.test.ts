import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from './at-most.ts';

describe('atMost', () => {
  it.each([
    [1, 1],
    [2, 2],
    [9, 5],
  ])('%i has %i of five under way', async (limit, expected) => {
    let running = 0;
    let most = 0;
    await atMost(limit, [1, 2, 3, 4, 5], async () => {
      most = Math.max(most, ++running);
      await sleep(10);
      running -= 1;
    });
    expect(most).toBe(expected);
  });

  it('does each item once', async () => {
    const done: string[] = [];
    await atMost(2, ['a', 'b', 'c'], (item) => Promise.resolve(void done.push(item)));
    expect(done.sort()).toEqual(['a', 'b', 'c']);
  });

  it('fails as the first that fails', async () => {
    const run = (item: number) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve());
    await expect(atMost(2, [1, 2, 3], run)).rejects.toThrow('two');
  });
});
