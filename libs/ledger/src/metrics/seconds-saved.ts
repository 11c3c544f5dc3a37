import type { Deployment } from '../deployment.ts';
import { endedOf, endOf } from './ended.ts';

/**
 * The seconds that a deployment did not spend: for each image that it did not build and each stack that it did not
 * apply, what the same step cost when it was last done, less what finding out took. A step that was never measured
 * counts as nothing.
 *
 * @param history in any order; only what ended before the deployment started counts, in any environment for an image,
 * which is the same in all, and in the deployment's own for a stack
 */
export function secondsSaved(deployment: Deployment, history: readonly Deployment[]): number {
  if (!deployment.end) return 0;
  const before = endedOf(history)
    .filter((earlier) => endOf(earlier) <= Date.parse(deployment.startedAt) && earlier.id !== deployment.id)
    .reverse();
  const builds = before.flatMap(({ end }) => end.images.filter(({ built }) => built));
  const applies = before
    .filter(({ environment }) => environment === deployment.environment)
    .flatMap(({ end }) => end.stacks.filter(({ ending }) => ending === 'live'));

  const images = deployment.end.images
    .filter(({ built }) => !built)
    .map((image) =>
      saved(
        image,
        builds.find(({ service }) => service === image.service),
      ),
    );
  const stacks = deployment.end.stacks
    .filter(({ ending }) => ending === 'unchanged')
    .map((stack) =>
      saved(
        stack,
        applies.find(({ name }) => name === stack.name),
      ),
    );
  return [...images, ...stacks].reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000;
}

interface Measured {
  milliseconds: number;
}

const saved = (spent: Measured, cost: Measured | undefined): number =>
  cost ? Math.max(0, cost.milliseconds - spent.milliseconds) : 0;
