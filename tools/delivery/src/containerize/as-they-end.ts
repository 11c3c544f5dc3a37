/** Maps items with at most `limit` of them under way, and yields each result as soon as it is there. */
export async function* asTheyEnd<T, R>(
  limit: number,
  items: readonly T[],
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const queue = items.values();
  const underWay = new Map<T, Promise<{ item: T; result: R }>>();
  const start = () => {
    const { value: item, done } = queue.next();
    if (done) return;
    underWay.set(
      item,
      map(item).then((result) => ({ item, result })),
    );
  };
  for (let started = 0; started < limit; started += 1) start();
  while (underWay.size > 0) {
    const { item, result } = await Promise.race(underWay.values());
    underWay.delete(item);
    start();
    yield result;
  }
}
