import type { Deployment, Ledger, StackRecord, StackSnapshot } from '../src/index.ts';
import type { LedgerWrite } from '../src/write.ts';

/** All that a ledger tells of an environment. */
export interface State {
  deployments: Deployment[];
  underWay: string[];
  stacks: [string, StackRecord][];
  snapshots: StackSnapshot[];
}

/**
 * What a ledger must tell after a set of writes, whatever their order: a second account of the rules, which looks at
 * all writes at once.
 */
export function expectedState(writes: readonly LedgerWrite[]): State {
  const of = <K extends LedgerWrite['write']>(kind: K) =>
    writes.filter((write): write is Extract<LedgerWrite, { write: K }> => write.write === kind);

  const deployments = of('start')
    .map(({ deployment }): Deployment => {
      const ends = of('end').filter(({ id }) => id === deployment.id);
      const end = ends.find((one) => one.end.outcome !== 'abandoned') ?? ends[0];
      return end ? { ...deployment, end: end.end } : deployment;
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1));

  const names = new Set([...of('attempt'), ...of('proof')].map(({ stack }) => stack));
  const stacks = [...names].sort().map((name): [string, StackRecord] => {
    const forgotten = of('forget').filter(({ stack }) => stack === name);
    const isForgotten = (id: string) => forgotten.some(({ deploymentId }) => id <= deploymentId);
    const attempt = newest(
      of('attempt').flatMap((write) => (write.stack === name ? [write.attempt] : [])),
      isForgotten,
    );
    const proof = newest(
      of('proof').flatMap((write) => (write.stack === name ? [write.proof] : [])),
      isForgotten,
    );
    return [name, { ...(attempt && { attempt }), ...(proof && { proof }) }];
  });

  return {
    deployments,
    underWay: deployments
      .filter(({ end }) => !end)
      .map(({ id }) => id)
      .reverse(),
    stacks: stacks.filter(([, record]) => Object.keys(record).length > 0),
    snapshots: of('snapshot').map(({ snapshot }) => snapshot),
  };
}

function newest<T extends { deploymentId: string }>(records: T[], isForgotten: (id: string) => boolean) {
  return records
    .filter(({ deploymentId }) => !isForgotten(deploymentId))
    .sort((a, b) => (a.deploymentId < b.deploymentId ? 1 : -1))[0];
}

/** @param snapshots in the order in which they are to be told */
export async function stateOf(
  ledger: Ledger,
  environment: string,
  snapshots: StackSnapshot[],
): Promise<State> {
  const kept = await Promise.all(
    snapshots.map(({ name, stackHash }) => ledger.snapshot(environment, name, stackHash)),
  );
  return {
    deployments: await ledger.deployments({ environment, limit: 1000 }),
    underWay: (await ledger.underWay(environment)).map(({ id }) => id),
    stacks: [...(await ledger.stacks(environment))],
    snapshots: kept.filter((snapshot) => snapshot !== undefined),
  };
}
