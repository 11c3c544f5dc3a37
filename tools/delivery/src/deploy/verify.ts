import { concurrently } from './concurrently.ts';
import type { WantedStack } from '../decide/index.ts';
import type { Outcome } from './outcome.ts';
import type { Rollout } from './rollout.ts';
import { smoke } from './smoke.ts';

/**
 * Runs the smoke tests of every service of the environment, changed or not: a change can break its neighbour.
 * A failed test fails the stack that it is of, or, where that did not change, every stack that did.
 *
 * @param outcomes of the stacks that changed
 * @param services every service that the workspace wants
 * @returns the outcomes with what the smoke tests found
 */
export async function verify(
  outcomes: Outcome[],
  services: WantedStack[],
  rollout: Rollout,
): Promise<Outcome[]> {
  const since = new Date();
  const changed = new Map(outcomes.map((outcome) => [outcome.decision.name, outcome]));
  // A service that failed by itself is not asked again.
  const tested = services.filter(({ stack }) => (changed.get(stack.name)?.ending ?? 'live') === 'live');
  const errors = new Map<string, unknown>();
  const failed = new AbortController();
  await concurrently(2, tested, async (wanted) => {
    if (wanted.stack.service?.definition.smoke === undefined) return;
    const { name } = wanted.stack;
    // Once a change is known to be bad, what did not change need not be waited for.
    const signal = changed.has(name) ? rollout.signal : AbortSignal.any([rollout.signal, failed.signal]);
    try {
      await rollout.progress.step(name, 'smoke test', () => smoke(wanted, since, { ...rollout, signal }));
    } catch (error) {
      if (signal.aborted) return;
      errors.set(name, error);
      failed.abort();
    }
  });
  const blameAll = [...errors].find(([name]) => !changed.has(name))?.[1];
  return outcomes.map((outcome) => {
    const error = errors.get(outcome.decision.name) ?? blameAll;
    return error === undefined || outcome.ending !== 'live' || !outcome.decision.wanted?.stack.service
      ? outcome
      : { ...outcome, ending: 'failed', error };
  });
}
