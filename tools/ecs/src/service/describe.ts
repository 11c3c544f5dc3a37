import type { Cluster, Failure, Service } from '@aws-sdk/client-ecs';
import { UserError } from '@prod-e/errors';
import { concurrently, inBatches } from '../aws/concurrently.ts';
import { isAwsError } from '../aws/user-errors.ts';
import type { EcsContext } from '../context.ts';

const servicesPerCall = 10;
/** Calls under way at once: few enough not to be throttled. */
export const callsAtOnce = 4;

/** The services that are there, with their tags; one that is INACTIVE was deleted. */
export async function describeServices(
  names: string[],
  { clients, cluster }: EcsContext,
  abortSignal?: AbortSignal,
): Promise<Service[]> {
  const ecs = await clients.ecs();
  const describe = async (services: string[]): Promise<Service[]> => {
    const answer = await ecs
      .describeServices({ cluster, services, include: ['TAGS'] }, abortSignal && { abortSignal })
      .catch(nothingWithoutCluster);
    assertOnlyMissing(answer.failures);
    return answer.services ?? [];
  };
  const batches = inBatches([...new Set(names)], servicesPerCall);
  const found = (await concurrently(callsAtOnce, batches, describe)).flat();
  return found.filter(({ status }) => status !== 'INACTIVE');
}

/** The cluster with its tags, or `undefined` when there is none. */
export async function describeCluster({ clients, cluster }: EcsContext): Promise<Cluster | undefined> {
  const ecs = await clients.ecs();
  const answer = await ecs.describeClusters({ clusters: [cluster], include: ['TAGS'] });
  assertOnlyMissing(answer.failures);
  return answer.clusters?.find(({ status }) => status !== 'INACTIVE');
}

function nothingWithoutCluster(error: unknown): { services?: Service[]; failures?: Failure[] } {
  if (isAwsError(error, 'ClusterNotFoundException')) return {};
  throw error;
}

function assertOnlyMissing(failures: Failure[] = []): void {
  const failure = failures.find(({ reason }) => reason !== 'MISSING');
  if (!failure) return;
  throw new UserError(`ECS does not say what it has: ${failure.detail ?? failure.reason ?? 'no reason'}`, {
    ...(failure.arn !== undefined && { where: failure.arn }),
  });
}
