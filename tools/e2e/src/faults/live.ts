import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '@prod-e/delivery/lab';

/** What a service answers: 200, or another status; 0 when there is no answer. */
export const statusOf = (lab: Lab, service: string, path = '/'): Promise<number> =>
  fetch(`http://127.0.0.1:${lab.port(service)}${path}`, { signal: AbortSignal.timeout(2000) }).then(
    ({ status }) => status,
    () => 0,
  );

/** Resolves once something holds; rejects when it does not for a minute. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never ${what}`);
    await sleep(50);
  }
}

/** The deployments that an environment's history tells of, newest first: id, kind and how each ended. */
export const historyOf = (lab: Lab): Promise<{ id: string; kind: string; outcome: string }[]> =>
  lab.inLedger(async (ledger) =>
    (await ledger.deployments({ environment: lab.environment, limit: 100 })).map(({ id, kind, end }) => ({
      ...{ id, kind },
      outcome: end?.outcome ?? 'under way',
    })),
  );
