import { describeError } from '@prod-e/errors';
import type { Records } from '../decide/index.ts';
import { wantedFromSnapshot } from '../record/snapshot.ts';
import { applyConfiguration } from './apply.ts';
import { isRefused, type Outcome } from './outcome.ts';
import { prove } from './prove.ts';
import type { Rollout } from './rollout.ts';

/**
 * Puts the last good release of a failed service back. Nothing is built: its image is there, its configuration is
 * what was applied when it was proven.
 *
 * @param records what was recorded before this deployment
 * @returns the outcome with how it ended: put back, or still failed with why
 */
export async function putBack(outcome: Outcome, records: Records, rollout: Rollout): Promise<Outcome> {
  const { name, wanted } = outcome.decision;
  if (!wanted?.stack.service || outcome.ending !== 'failed' || isRefused(outcome)) return outcome;
  const proof = records.get(name)?.proof;
  if (!proof || proof.stackHash === wanted.stackHash) {
    rollout.progress.note(name, 'there is no earlier release to put back');
    return outcome;
  }
  const begun = performance.now();
  try {
    await rollout.progress.step(name, 'putting the last good release back', async () => {
      const { environment, ledger } = rollout;
      const good = await wantedFromSnapshot(ledger, environment.name, name, proof.stackHash);
      await applyConfiguration(good, rollout, { replace: true });
      await prove(good, rollout);
    });
    rollout.reached('put back');
    return { ...outcome, ending: 'put back', milliseconds: outcome.milliseconds + performance.now() - begun };
  } catch (error) {
    rollout.progress.note(name, `the last good release could not be put back: ${describeError(error)}`);
    return { ...outcome, milliseconds: outcome.milliseconds + performance.now() - begun };
  }
}
