import { notify } from '@prod-e/notifications';
import type { DriftReport } from '../drift/report.ts';
import type { OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { actorOf, linkOf } from '../record/who.ts';
import { currentCommit } from '../workspace/git.ts';

/** Tells people that an environment has drifted. */
export async function tellDrift(
  { differences }: DriftReport,
  { environment, workspaceRoot }: OpenEnvironment,
  { print }: Pick<Run, 'print'>,
): Promise<void> {
  const { name, notifications } = environment;
  if (notifications.length === 0) return;
  const link = linkOf(process.env);
  await notify(
    {
      ...{ kind: 'drifted', environment: name, action: 'drift', actor: actorOf(process.env), at: new Date() },
      commit: await currentCommit(workspaceRoot),
      services: [...new Set(differences.map(({ stack }) => stack))].map((stack) => ({ name: stack })),
      reason: differences.map(({ stack, what }) => `${stack}: ${what}`).join('\n'),
      ...(link !== undefined && { link }),
    },
    notifications,
    { env: process.env, warn: print },
  );
}
