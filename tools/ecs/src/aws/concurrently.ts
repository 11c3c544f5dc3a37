/** Results in the order of the items; at most `limit` are under way at once, and none is begun after one failed. */
export async function concurrently<Item, Result>(
  limit: number,
  items: Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (failed) return;
      results[index] = await run(item);
    }
  };
  try {
    await Promise.all(Array.from({ length: limit }, worker));
  } catch (error) {
    failed = true;
    throw error;
  }
  return results;
}

/** Parts of a list, each of at most `size`. */
export function inBatches<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
