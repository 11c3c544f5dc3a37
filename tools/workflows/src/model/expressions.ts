/** The texts between `${{` and `}}` anywhere in a part of a file. */
export function expressionsIn(content: unknown): string[] {
  return stringsIn(content).flatMap((text) =>
    [...text.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].map(([, expression = '']) => expression.trim()),
  );
}

/** Every string, key or value, in what YAML has said. */
export function stringsIn(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => [
    ...(Array.isArray(content) ? [] : [key]),
    ...stringsIn(value),
  ]);
}
