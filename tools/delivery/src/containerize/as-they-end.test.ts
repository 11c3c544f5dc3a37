import { asTheyEnd } from './as-they-end.ts';

describe('asTheyEnd', () => {
  /** Items that end when they are told to. */
  function held() {
    const ends = new Map<string, () => void>();
    return {
      started: () => [...ends.keys()],
      end: (item: string) => ends.get(item)?.(),
      map: (item: string) =>
        new Promise<string>((resolve) => {
          ends.set(item, () => {
            resolve(item.toUpperCase());
          });
        }),
    };
  }

  it('yields each result as soon as it is there, whatever came first', async () => {
    const { end, map } = held();
    const results = asTheyEnd(2, ['a', 'b'], map);
    const first = results.next();
    end('b');
    expect(await first).toEqual({ done: false, value: 'B' });
    const second = results.next();
    end('a');
    expect(await second).toEqual({ done: false, value: 'A' });
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it('has no more under way than it may', async () => {
    const { started, end, map } = held();
    const results = asTheyEnd(2, ['a', 'b', 'c'], map);
    const first = results.next();
    expect(started()).toEqual(['a', 'b']);
    end('a');
    await first;
    expect(started()).toEqual(['a', 'b', 'c']);
  });

  it('yields nothing of nothing', async () => {
    expect(await asTheyEnd(2, [], held().map).next()).toEqual({ done: true, value: undefined });
  });
});
