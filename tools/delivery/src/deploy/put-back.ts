import { describeError } from '@prod-e/errors';
import type { ProvenStack } from '../state/proven.ts';
import { applyConfiguration } from './apply.ts';
import type { Outcome } from './outcome.ts';
import { prove } from './prove.ts';
import type { Rollout } from './rollout.ts';

/**
 * Puts the last good release of a failed service back. Nothing is built: its image is there, its configuration is
 * what was applied when it was proven.
 *
 * @param good what was last proven of that stack, if anything
 * @returns the outcome with how it ended: put back, or still failed with why
 */
export async function putBack(
  outcome: Outcome,
  good: ProvenStack | undefined,
  rollout: Rollout,
): Promise<Outcome> {
  const { name, wanted } = outcome.decision;
  if (!wanted?.stack.service || outcome.ending !== 'failed') return outcome;
  if (!good || good.stackHash === wanted.stackHash) {
    rollout.progress.note(name, 'there is no earlier release to put back');
    return outcome;
  }
  const begun = performance.now();
  try {
    await rollout.progress.step(name, 'putting the last good release back', async () => {
      const { configuration, variables } = good;
      await applyConfiguration({ stack: wanted.stack, configuration, variables }, rollout, true);
      // Its version is not asked for: it is the digest that was proven.
      await prove({ stack: wanted.stack, stackHash: good.stackHash, configuration, variables }, rollout);
    });
    return { ...outcome, ending: 'put back', milliseconds: outcome.milliseconds + performance.now() - begun };
  } catch (error) {
    rollout.progress.note(name, `the last good release could not be put back: ${describeError(error)}`);
    return { ...outcome, milliseconds: outcome.milliseconds + performance.now() - begun };
  }
}
