import { reuse, secondsSaved, type Deployment } from '@prod-e/ledger/metrics';
import { seconds } from '../output/progress.ts';

/**
 * What a deployment did not have to do, in one line; nothing where it did everything.
 *
 * @param history earlier deployments, by which it is told what the same steps cost when they were last done
 */
export function savings(deployment: Deployment, history: readonly Deployment[]): string | undefined {
  const { images, stacks } = reuse([deployment]);
  if (images.reused + stacks.unchanged === 0) return undefined;
  const saved = secondsSaved(deployment, history);
  const what = [
    ...(images.reused > 0 ? [`${images.reused} of ${images.reused + images.built} images were there`] : []),
    ...(stacks.unchanged > 0
      ? [`${stacks.unchanged} of ${stacks.unchanged + stacks.changed} stacks were left alone`]
      : []),
  ].join(', ');
  return saved > 0 ? `${what}: ${seconds(saved * 1000)} saved` : what;
}
