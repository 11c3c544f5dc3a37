import type { Deployment, Service } from '@aws-sdk/client-ecs';

export interface Rollout {
  /** Of the primary deployment. */
  rollout: 'completed' | 'in progress' | 'failed';
  /** ECS put an older one back, because what was wanted did not start or rang an alarm. */
  rolledBack: boolean;
  /** In ECS's words; of a rollback, why what was wanted failed. */
  reason: string;
}

export function rolloutOf(service: Service): Rollout {
  const primary = primaryOf(service);
  const rolledBack = wasRolledBack(service);
  const reasonOfPrimary = primary?.rolloutStateReason ?? '';
  return {
    rollout: stateOf(service, primary),
    rolledBack,
    reason: (rolledBack ? failedBeside(service)?.rolloutStateReason : undefined) ?? reasonOfPrimary,
  };
}

/** The deployment that ECS brings about now. */
export function primaryOf({ deployments = [] }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === 'PRIMARY');
}

function stateOf({ deployments = [], ...service }: Service, primary?: Deployment): Rollout['rollout'] {
  if (primary?.rolloutState === 'FAILED') return 'failed';
  // Only rolling updates have a state. Another is done when it is alone and everything runs.
  const steady = deployments.length < 2 && service.runningCount === service.desiredCount;
  const state = primary?.rolloutState ?? (steady ? 'COMPLETED' : 'IN_PROGRESS');
  return state === 'COMPLETED' ? 'completed' : 'in progress';
}

/**
 * ECS rolls back by a new primary deployment of the task definition that last completed, and says so in its reason
 * ("ECS deployment circuit breaker: rolling back to deploymentId …", of alarms likewise) while it is on its way. The
 * failed one stays in the list, as ACTIVE or DRAINING, until its tasks are gone.
 */
function wasRolledBack(service: Service): boolean {
  const reason = primaryOf(service)?.rolloutStateReason ?? '';
  return /\broll(ing|ed)?[ -]?back\b/i.test(reason) || failedBeside(service) !== undefined;
}

/** A failed deployment whose task definition is newer than what is primary; an older one was replaced by a repair. */
function failedBeside(service: Service): Deployment | undefined {
  const primary = primaryOf(service);
  return service.deployments?.find(
    (deployment) =>
      deployment !== primary &&
      deployment.rolloutState === 'FAILED' &&
      isNewer(deployment.taskDefinition, primary?.taskDefinition),
  );
}

/** Revisions of one family count up: `…:task-definition/family:revision`. */
function isNewer(taskDefinition = '', other = ''): boolean {
  const [, family, revision] = /^(.*):(\d+)$/.exec(taskDefinition) ?? [];
  const [, otherFamily, otherRevision] = /^(.*):(\d+)$/.exec(other) ?? [];
  return family !== undefined && family === otherFamily && Number(revision) > Number(otherRevision);
}
