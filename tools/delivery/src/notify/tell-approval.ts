import { notify } from '@prod-e/notifications';
import type { OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import type { Plan } from '../plan/summary.ts';
import { actorOf, linkOf } from '../record/who.ts';
import { changedServices } from './changed-services.ts';

/** Tells people that a plan waits for somebody's approval. */
export async function tellApproval(
  { commit, decisions }: Plan,
  { environment, ledger }: Pick<OpenEnvironment, 'environment' | 'ledger'>,
  { print }: Pick<Run, 'print'>,
): Promise<void> {
  const { name, notifications } = environment;
  if (notifications.length === 0) return;
  const [last] = await ledger.deployments({ environment: name, limit: 1 });
  const link = linkOf(process.env);
  await notify(
    {
      ...{ kind: 'approval wanted', environment: name, action: 'approval', commit, at: new Date() },
      actor: actorOf(process.env),
      services: changedServices(decisions),
      ...(last && { previousCommit: last.commit }),
      ...(link !== undefined && { link }),
    },
    notifications,
    { env: process.env, warn: print },
  );
}
