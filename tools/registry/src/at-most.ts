/** Does something with each item, with at most `limit` of them under way. Fails as the first that fails. */
export async function atMost<T>(
  limit: number,
  items: Iterable<T>,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items].values();
  const worker = async () => {
    for (const item of queue) await run(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
