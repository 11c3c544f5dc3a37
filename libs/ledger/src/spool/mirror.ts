import { isDeepStrictEqual } from 'node:util';
import type { Deployment } from '../deployment.ts';
import type { Ledger } from '../ledger.ts';
import type { StackRecord } from '../stack.ts';

/** Brings deployments that the ledger told into the mirror. */
export async function mirrorDeployments(mirror: Ledger, deployments: Deployment[]): Promise<void> {
  for (const { end, ...start } of deployments) {
    await mirror.start(start);
    if (end) await mirror.end(start.environment, start.id, end);
  }
}

/**
 * Brings the stacks that the ledger told into the mirror, and forgets there what the ledger has forgotten.
 *
 * @param known what the mirror told before the ledger was asked: a record that came since then stays
 */
export async function mirrorStacks(
  mirror: Ledger,
  environment: string,
  told: ReadonlyMap<string, StackRecord>,
  known: ReadonlyMap<string, StackRecord>,
): Promise<void> {
  for (const [stack, { attempt, proof }] of told) {
    const before = known.get(stack);
    if (attempt && !isDeepStrictEqual(attempt, before?.attempt)) {
      await mirror.recordAttempt(environment, stack, attempt);
    }
    if (proof && !isDeepStrictEqual(proof, before?.proof)) {
      await mirror.recordProof(environment, stack, proof);
    }
  }
  for (const [stack, { attempt, proof }] of known) {
    if (told.has(stack)) continue;
    const ids = [attempt?.deploymentId, proof?.deploymentId].filter((id) => id !== undefined).sort();
    await mirror.forgetStack(environment, stack, ids.at(-1) ?? '');
  }
}
