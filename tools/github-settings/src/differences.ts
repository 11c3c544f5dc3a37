/** A value that GitHub has otherwise than is declared. */
export interface Difference {
  /** `main.rules.pull_request.required_approving_review_count` */
  path: string;
  /** `undefined` where there is none. */
  from: unknown;
  to: unknown;
}

/**
 * Compares what is there with what is wanted, value by value. Lists are sets: GitHub keeps no order.
 *
 * @param path of both, in front of the paths of what differs
 * @returns in the order in which it is declared; at last what is there and not wanted
 */
export function differences(path: string, from: unknown, to: unknown): Difference[] {
  if (isObject(to) && (isObject(from) || from === undefined)) {
    const there = from ?? {};
    const keys = [...new Set([...Object.keys(to), ...Object.keys(there)])];
    const missing = from === undefined && keys.length === 0 ? [{ path, from, to }] : [];
    return [...missing, ...keys.flatMap((key) => differences(`${path}.${key}`, there[key], to[key]))];
  }
  return canonical(from) === canonical(to) ? [] : [{ path, from, to }];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function canonical(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${key}:${canonical(value[key])}`)
    .join(',')}}`;
}
