/** `--label a=1 --label b=2` of a record, in a stable order. */
export const flags = (flag: string, values: Record<string, string>): string[] =>
  Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => [flag, `${key}=${value}`]);
