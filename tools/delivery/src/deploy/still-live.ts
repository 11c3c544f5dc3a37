import { setTimeout as sleep } from 'node:timers/promises';
import type { WantedStack } from '../decide/index.ts';
import { concurrently } from './concurrently.ts';
import type { Outcome } from './outcome.ts';
import { untilReady, withLogs } from './prove.ts';
import { isStopped, type Rollout } from './rollout.ts';

/** What dies soon after it was ready does so as it begins its work. */
const settledMilliseconds = 1000;

/**
 * Looks once more at every service that changed, before it counts as proven: one may have been ready and died. The time
 * that smoke tests took is not waited for again.
 *
 * @param provenAt `performance.now()` when the last of them was proven by itself
 * @returns the outcomes with what was found
 */
export async function stillLive(outcomes: Outcome[], provenAt: number, rollout: Rollout): Promise<Outcome[]> {
  if (!outcomes.some(isLiveService)) return outcomes;
  const left = provenAt + settledMilliseconds - performance.now();
  // Asked to stop, it is over at once: whoever called sees that.
  if (left > 0) await sleep(left, undefined, { signal: rollout.signal }).catch(() => undefined);
  return concurrently(2, outcomes, async (outcome) => {
    if (!isLiveService(outcome) || isStopped(rollout)) return outcome;
    try {
      await look(outcome.decision.wanted, rollout);
      return outcome;
    } catch (error) {
      return isStopped(rollout) ? outcome : { ...outcome, ending: 'failed', error };
    }
  });
}

type LiveService = Outcome & { decision: { wanted: WantedStack } };

const isLiveService = (outcome: Outcome): outcome is LiveService =>
  outcome.ending === 'live' && outcome.decision.wanted?.stack.service !== undefined;

async function look({ stack, image }: WantedStack, rollout: Rollout): Promise<void> {
  const { service } = stack;
  if (!service || !image) return;
  const deadline = Date.now() + rollout.environment.proof.deadlineSeconds * 1000;
  try {
    await untilReady(service, image.digest, deadline, rollout);
  } catch (error) {
    throw await withLogs(error, service, rollout);
  }
}
