import fc from 'fast-check';
import type { Ledger } from '../src/index.ts';
import { applyWrite, type LedgerWrite } from '../src/write.ts';
import { expectedState, stateOf } from './model.ts';
import { attemptAt, endAt, idAt, proofAt, snapshotOf, startAt } from './samples.ts';

/** All that could be written of an environment by five deployments on two stacks. */
function allWrites(environment: string): LedgerWrite[] {
  const deployments = [1, 2, 3, 4, 5].flatMap((seconds): LedgerWrite[] => [
    { write: 'start', deployment: startAt(seconds, { environment }) },
    { write: 'end', environment, id: idAt(seconds), end: endAt(seconds) },
    { write: 'end', environment, id: idAt(seconds), end: endAt(seconds, { outcome: 'abandoned' }) },
    { write: 'snapshot', environment, snapshot: snapshotOf('web', `hash-${seconds}`) },
  ]);
  const stacks = [1, 2, 3, 4, 5].flatMap((seconds) =>
    ['web', 'api'].flatMap((stack): LedgerWrite[] => [
      { write: 'attempt', environment, stack, attempt: attemptAt(seconds) },
      { write: 'proof', environment, stack, proof: proofAt(seconds) },
      { write: 'forget', environment, stack, deploymentId: idAt(seconds) },
    ]),
  );
  return [...deployments, ...stacks];
}

/** Some of the writes, and an order in which each comes once or twice. */
const writesInSomeOrder = (writes: LedgerWrite[]) =>
  fc.subarray(writes).chain((some) =>
    fc
      .subarray(some)
      .map((again) => [...some, ...again])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
      .map((order) => ({ some, order })),
  );

/** Whatever the order and repetition of a set of writes, a ledger tells the same in the end. */
export async function tellsTheSameInTheEnd(
  write: (writes: LedgerWrite[]) => Promise<Ledger>,
  numRuns: number,
): Promise<void> {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(writesInSomeOrder(allWrites('?')), async ({ some, order }) => {
      // An environment of its own is as good as a fresh ledger, and quicker made.
      const environment = `run-${run++}`;
      const ledger = await write(order.map((one) => within(environment, one)));
      const expected = expectedState(some.map((one) => within(environment, one)));
      expect(await stateOf(ledger, environment, expected.snapshots)).toEqual(expected);
    }),
    { numRuns },
  );
}

const within = (environment: string, write: LedgerWrite): LedgerWrite =>
  write.write === 'start'
    ? { ...write, deployment: { ...write.deployment, environment } }
    : { ...write, environment };

/** One after the other. */
export const writeTo =
  (ledger: Ledger) =>
  async (writes: LedgerWrite[]): Promise<Ledger> => {
    for (const write of writes) await applyWrite(ledger, write);
    return ledger;
  };
