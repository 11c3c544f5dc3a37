import type { Deployment } from '../deployment.ts';
import { failureRateBand, frequencyBand, leadTimeBand, restoreBand, type Band } from './bands.ts';
import { endedOf, endOf, isTouched, type Ended } from './ended.ts';
import { median } from './median.ts';

/** Without value and band where nothing has happened that it could be measured by. */
export interface Metric {
  value?: number;
  band?: Band;
}

export interface DoraMetrics {
  /** Deployments per day that changed something and succeeded. */
  deploymentFrequency: Metric;
  /** Seconds from a commit to the end of the deployment that shipped it; median over the commits. */
  leadTime: Metric;
  /** Share of the deployments that changed something which did not succeed: 0 to 1. */
  changeFailureRate: Metric;
  /** Seconds from the end of a failed deployment to the end of the next one that succeeded; median. */
  timeToRestore: Metric;
}

/** From one time to another, which is itself outside. */
export interface Period {
  from: Date;
  to: Date;
}

const dayMilliseconds = 24 * 3600 * 1000;

/**
 * The four metrics of DORA over the deployments that ended in a period.
 *
 * @param deployments in any order, of one environment or several; those before and after the period may be among them
 */
export function doraMetrics(deployments: readonly Deployment[], { from, to }: Period): DoraMetrics {
  const isWithin = (deployment: Ended): boolean =>
    endOf(deployment) >= from.getTime() && endOf(deployment) < to.getTime();
  const ended = endedOf(deployments);
  const changes = ended.filter(isChange).filter(isWithin);
  const succeeded = changes.filter(isSuccess);
  const days = (to.getTime() - from.getTime()) / dayMilliseconds;
  return {
    deploymentFrequency: days > 0 ? metric(succeeded.length / days, frequencyBand) : {},
    leadTime: metric(median(leadTimes(ended.filter(isSuccess), isWithin)), leadTimeBand),
    changeFailureRate:
      changes.length > 0 ? metric((changes.length - succeeded.length) / changes.length, failureRateBand) : {},
    timeToRestore: metric(median(restoreTimes(ended, isWithin)), restoreBand),
  };
}

const metric = (value: number | undefined, bandOf: (value: number) => Band): Metric =>
  value === undefined ? {} : { value, band: bandOf(value) };

/** A rollback makes an old release live again: it restores, and changes nothing. */
const isChange = ({ kind, end }: Ended): boolean => kind === 'deploy' && end.stacks.some(isTouched);

const isSuccess = ({ end }: Ended): boolean => end.outcome === 'succeeded';

/** A commit has come to an environment when it is first shipped there. */
function leadTimes(succeeded: Ended[], isWithin: (deployment: Ended) => boolean): number[] {
  const shipped = new Set<string>();
  return succeeded
    .filter(({ kind }) => kind === 'deploy')
    .flatMap((deployment) =>
      deployment.end.commits
        .filter(({ hash }) => {
          const key = `${deployment.environment} ${hash}`;
          return shipped.size < shipped.add(key).size && isWithin(deployment);
        })
        .map(({ committedAt }) => (endOf(deployment) - Date.parse(committedAt)) / 1000),
    );
}

/** One that was rolled back restored by itself what had failed: its environment worked when it ended. */
const isFailure = ({ kind, end }: Ended): boolean =>
  kind !== 'destroy' && end.outcome === 'failed' && end.stacks.some(isTouched);

function restoreTimes(ended: Ended[], isWithin: (deployment: Ended) => boolean): number[] {
  return ended
    .filter((deployment) => isFailure(deployment) && isWithin(deployment))
    .flatMap((failed) => {
      const restored = ended.find(
        (next) =>
          next.environment === failed.environment &&
          next.kind !== 'destroy' &&
          isSuccess(next) &&
          endOf(next) > endOf(failed),
      );
      return restored ? [(endOf(restored) - endOf(failed)) / 1000] : [];
    });
}
