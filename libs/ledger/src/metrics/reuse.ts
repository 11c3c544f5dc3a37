import type { Deployment } from '../deployment.ts';
import { endedOf, isTouched } from './ended.ts';

export interface Reuse {
  /** Images that were built, and those that were there already. */
  images: { built: number; reused: number };
  /** Stacks that were touched, and those that were left as they are. */
  stacks: { changed: number; unchanged: number };
}

/** How much of what was asked for was there already. */
export function reuse(deployments: readonly Deployment[]): Reuse {
  const ended = endedOf(deployments);
  const images = ended.flatMap(({ end }) => end.images);
  const stacks = ended.flatMap(({ end }) => end.stacks);
  const built = images.filter((image) => image.built).length;
  return {
    images: { built, reused: images.length - built },
    stacks: {
      changed: stacks.filter(isTouched).length,
      unchanged: stacks.filter(({ ending }) => ending === 'unchanged').length,
    },
  };
}
