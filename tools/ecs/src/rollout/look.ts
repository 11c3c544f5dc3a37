import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { UserError } from '@prod-e/errors';
import type { EcsContext } from '../context.ts';
import { describeServices } from '../service/describe.ts';
import { digestOfDefinition } from '../service/task-definitions.ts';
import { primaryOf, rolloutOf } from './deployments.ts';
import { isWanted, judge } from './judge.ts';
import type { Seen, Verdict, Wanted } from './judge.ts';
import { tellEvents } from './tell-events.ts';
import { tellStoppedTasks } from './tell-stopped-tasks.ts';
import type { RolloutRequest } from './wait-for-rollout.ts';

/** A rollout that is looked at. */
export interface Watch {
  service: string;
  request: RolloutRequest;
  context: EcsContext;
  seen: Seen;
  /** Ids of events and ARNs of tasks that were told of. */
  told: Set<string>;
  /** Of the service, once it was seen. */
  arn?: string;
  /** How many of its tasks stopped. */
  stops: number;
  /** How many of them ended by themselves, or did not start. */
  failures: number;
  /** Why the task that was told of last stopped. */
  lastStop?: string;
}

/** One look: tells what happened since the one before, and says how the rollout stands. */
export async function look(watch: Watch): Promise<Verdict> {
  const { context, request, seen } = watch;
  const [service] = await describeServices([watch.service], context, request.signal);
  assertThere(service, watch);
  const arn = primaryOf(service)?.taskDefinition;
  const digest = arn === undefined ? undefined : digestOfDefinition(await context.taskDefinition(arn));
  const wanted: Wanted = {
    digest: request.wantedDigest,
    ...(request.wantedTaskDefinition !== undefined && { taskDefinition: request.wantedTaskDefinition }),
  };
  notice(service, digest, wanted, seen);
  const verdict = judge(service, digest, wanted, seen);
  tellEvents(service, watch);
  if (verdict.state !== 'completed') await tellStoppedTasks(watch);
  return keepsFailing(service, verdict, watch) ? { state: 'failed', why: keptFailing } : verdict;
}

/** As many as the circuit breaker wants at least, which does not watch a deployment that has completed. */
const mostFailures = 3;

const keptFailing = 'completed as ECS says, but its tasks end again and again';

/** Whether ECS takes a rollout for completed whose tasks do not stay: nothing would end the wait for it. */
const keepsFailing = (service: Service, { state }: Verdict, { failures }: Watch): boolean =>
  state === 'in progress' && rolloutOf(service).rollout === 'completed' && failures >= mostFailures;

function assertThere(service: Service | undefined, watch: Watch): asserts service is Service {
  if (service?.serviceArn !== undefined) watch.arn = service.serviceArn;
  if (service?.status === 'ACTIVE') return;
  throw new UserError(`${watch.service} is ${service ? 'being deleted' : 'gone'}`, {
    where: watch.arn ?? `${watch.context.cluster}/${watch.service}`,
  });
}

/** Keeps which deployment it is that brings about what is wanted. */
function notice(service: Service, digest: string | undefined, wanted: Wanted, seen: Seen): void {
  seen.looks += 1;
  if (seen.deployment) return;
  const primary = primaryOf(service);
  const ours =
    primary && isWanted(primary, digest, wanted) ? primary : failedOf(service, wanted.taskDefinition);
  if (ours) seen.deployment = { id: ours.id ?? '', since: ours.createdAt ?? new Date(0) };
}

/** It may have failed and be no longer primary before the first look. */
function failedOf({ deployments = [] }: Service, wanted: string | undefined): Deployment | undefined {
  return deployments.find(
    ({ taskDefinition, rolloutState }) => taskDefinition === wanted && rolloutState === 'FAILED',
  );
}
