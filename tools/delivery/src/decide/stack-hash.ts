import { createHash } from 'node:crypto';
import type { Image } from '../containerize/image.ts';

const half = 12;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, half);

/**
 * The stack hash covers all that the stack is made from, and nothing that changes with commit, time or machine: half of
 * it is its configuration, half the image that it runs, so that a difference can be told by looking at two of them.
 *
 * @returns 24 hexadecimal digits
 */
export const stackHashOf = (configuration: string, image?: Pick<Image, 'digest' | 'tag'>): string =>
  hash(configuration) + hash(image ? JSON.stringify([image.digest, image.tag]) : '');

/** What two stack hashes differ in. */
export function whatDiffers(one: string, other: string): ('image' | 'configuration')[] {
  const configuration = one.slice(0, half) !== other.slice(0, half);
  const image = one.slice(half) !== other.slice(half);
  return [...(image ? ['image' as const] : []), ...(configuration ? ['configuration' as const] : [])];
}
