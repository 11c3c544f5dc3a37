import { inTurns } from './in-turns.ts';

it('takes turns there and back, so that none always comes after the same other', async () => {
  const order: string[] = [];
  const run = (name: string) => () => Promise.resolve(order.push(name));
  const seconds = await inTurns(3, { one: run('one'), two: run('two') });
  expect(order).toEqual(['one', 'two', 'two', 'one', 'one', 'two']);
  expect(Object.keys(seconds)).toEqual(['one', 'two']);
});
