import { createHash } from 'node:crypto';
import type { Release } from './deployment.ts';

/** A release of these stacks. Its id is made of them and nothing else. */
export function releaseOf(stacks: Release['stacks']): Release {
  const content = Object.entries(stacks)
    .map(([name, { stackHash }]) => `${name}=${stackHash}`)
    .sort()
    .join('\n');
  return { id: `r-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`, stacks };
}
