import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { primaryOf, rolloutOf } from './deployments.ts';

export interface Wanted {
  digest: string;
  /** ARN; more exact than a digest, which two task definitions can share. */
  taskDefinition?: string;
}

/** What is known of a rollout from the looks before this one. */
export interface Seen {
  /** The deployment that brings about what is wanted. */
  deployment?: { id: string; since: Date };
  /** How often it was looked for. */
  looks: number;
}

export type Verdict =
  | { state: 'completed' }
  | { state: 'in progress'; reason: string }
  /** `why` follows "the rollout of …". */
  | { state: 'failed'; why: string };

/** ECS's answers become consistent only after a while: an update may not be seen by the first look after it. */
const patientLooks = 3;

/**
 * Says how the rollout of what is wanted stands.
 *
 * @param digest what the primary deployment's task definition is pinned to
 */
export function judge(service: Service, digest: string | undefined, wanted: Wanted, seen: Seen): Verdict {
  const primary = primaryOf(service);
  if (!primary) return { state: 'in progress', reason: 'it has no primary deployment' };
  const { rollout, reason } = rolloutOf(service);
  if (!isWanted(primary, digest, wanted) || (seen.deployment?.id ?? primary.id) !== primary.id)
    return judgeOther(service, primary, digest, wanted, seen);
  if (rollout === 'failed') return failed(`failed: ${reason}`);
  const { desiredCount, runningCount } = service;
  const allRun = runningCount === desiredCount && primary.runningCount === desiredCount;
  if (rollout === 'completed' && allRun) return { state: 'completed' };
  return {
    state: 'in progress',
    reason: `${primary.runningCount ?? 0} of ${desiredCount ?? 0} run. ${reason}`.trimEnd(),
  };
}

/** What it means that the primary deployment is not the wanted one. */
function judgeOther(
  service: Service,
  primary: Deployment,
  digest: string | undefined,
  wanted: Wanted,
  seen: Seen,
): Verdict {
  const { rollout, rolledBack, reason } = rolloutOf(service);
  const runs = `${digest ?? 'an image without a digest'} (${shortName(primary.taskDefinition)})`;
  if (rolledBack || saysRolledBack(service, seen)) return failed(`was rolled back to ${runs}: ${reason}`);
  if (seen.deployment) return failed(`was replaced by another meanwhile, which is to run ${runs}`);
  if (seen.looks < patientLooks && primary.taskDefinition !== wanted.taskDefinition)
    return { state: 'in progress', reason: `it still is to run ${runs}` };
  const completed = rollout === 'completed' ? 'completed with' : 'is on its way to';
  const other = wanted.taskDefinition === undefined ? '' : ` (${shortName(wanted.taskDefinition)})`;
  return failed(`${completed} ${runs}, wanted is ${wanted.digest}${other}`);
}

/** Of a rollback that completed between two looks, only the events tell. */
function saysRolledBack({ events = [] }: Service, { deployment }: Seen): boolean {
  return events.some(
    ({ message = '', createdAt }) =>
      message.includes('rolling back to deployment') &&
      deployment &&
      createdAt &&
      createdAt >= deployment.since,
  );
}

export function isWanted(
  { taskDefinition }: Deployment,
  digest: string | undefined,
  wanted: Wanted,
): boolean {
  return (
    digest === wanted.digest &&
    (wanted.taskDefinition === undefined || taskDefinition === wanted.taskDefinition)
  );
}

const failed = (why: string): Verdict => ({ state: 'failed', why });

/** `family:revision` of a task definition's ARN. */
export function shortName(arn = 'no task definition'): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
