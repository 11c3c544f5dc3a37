/** How often images and stacks were changed, as in `1 build, 1 push, 1 apply`. */
export function changesOf(calls: readonly string[]): string {
  const changing = { build: /^docker build/, push: /^docker push/, apply: /^terraform apply/ };
  return Object.entries(changing)
    .map(([name, pattern]) => ({ name, count: calls.filter((call) => pattern.test(call)).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}`)
    .join(', ');
}
