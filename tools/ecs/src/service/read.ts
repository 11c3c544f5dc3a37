import { concurrently } from '../aws/concurrently.ts';
import type { EcsContext } from '../context.ts';
import { callsAtOnce, describeCluster, describeServices } from './describe.ts';
import { liveService, tagsOf } from './live-service.ts';
import type { Definition, LiveEcsService } from './live-service.ts';

export interface ReadRequest {
  /** Names of ECS services. */
  services: string[];
  /** Digests by the ARN of a task definition, as they were recorded: such a task definition is not asked for. */
  known: ReadonlyMap<string, string>;
}

export interface LiveEcs {
  /** Not there when there is no such cluster. */
  cluster?: { status: string; tags: Record<string, string> };
  /** Only those that are there. */
  services: LiveEcsService[];
}

/** What is live: the cluster and these services of it. */
export async function read({ services, known }: ReadRequest, context: EcsContext): Promise<LiveEcs> {
  const [cluster, found] = await Promise.all([describeCluster(context), describeServices(services, context)]);
  const definitions = new Map<string, Definition>(known);
  const unknown = new Set(found.map(({ taskDefinition = '' }) => taskDefinition));
  const toAsk = [...unknown].filter((arn) => arn !== '' && !known.has(arn));
  await concurrently(callsAtOnce, toAsk, async (arn) => {
    definitions.set(arn, await context.taskDefinition(arn));
  });
  return {
    ...(cluster && { cluster: { status: cluster.status ?? '', tags: tagsOf(cluster.tags) } }),
    services: found.map((service) =>
      liveService(service, definitions.get(service.taskDefinition ?? '') ?? {}),
    ),
  };
}

/** One service, with all of its settings. */
export async function inspect(name: string, context: EcsContext): Promise<LiveEcsService | undefined> {
  const [service] = await describeServices([name], context);
  if (!service) return undefined;
  const arn = service.taskDefinition ?? '';
  return liveService(service, arn === '' ? {} : await context.taskDefinition(arn));
}
