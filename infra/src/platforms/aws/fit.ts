import { createHash } from 'node:crypto';

/**
 * A name as long as AWS takes it. What is cut off is told by a hash, so that the names of two things stay two.
 *
 * @param length at most this many characters
 */
export function fit(name: string, length: number): string {
  if (name.length <= length) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, length - hash.length - 1).replace(/-+$/, '')}-${hash}`;
}
