import { join } from 'node:path';
import { actorOf, linkOf } from '@prod-e/delivery/who';
import { environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { notify } from '@prod-e/notifications';
import type { Run } from '../cli/main.ts';
import type { Action } from '../cli/parse-command.ts';

export interface FailedOptions {
  environment: string;
  /** Name of the job, for a person. */
  job: string;
  action: Action;
}

/**
 * Tells the channels of an environment that a job failed before or beside the deployment itself, which tells of its own
 * end. A channel that is down is a warning and fails nothing.
 *
 * @throws UserError (exit 2) when there is no such environment
 */
export async function failed(
  { environment: name, job, action }: FailedOptions,
  { workspaceRoot, env, print }: Run,
): Promise<void> {
  const { notifications } = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  const link = linkOf(env);
  const receipts = await notify(
    {
      ...{ kind: 'failed', environment: name, action, services: [], at: new Date() },
      actor: actorOf(env),
      commit: env['GITHUB_SHA'] ?? 'unknown',
      reason: `the job "${job}" failed`,
      ...(link !== undefined && { link }),
    },
    notifications,
    { env, warn: print },
  );
  const told = receipts.filter(({ status }) => status === 'sent').map(({ channel }) => channel);
  print(told.length === 0 ? `${name}: nobody was told` : `${name}: told ${told.join(', ')}`);
}
