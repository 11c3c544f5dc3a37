import { setTimeout as sleep } from 'node:timers/promises';
import { createClients } from './aws/clients.ts';
import type { ClientOptions } from './aws/clients.ts';
import type { EcsContext } from './context.ts';
import { assertPollSeconds } from './rollout/poll-seconds.ts';
import { waitForRollout } from './rollout/wait-for-rollout.ts';
import type { RolloutRequest } from './rollout/wait-for-rollout.ts';
import type { LiveEcsService } from './service/live-service.ts';
import { inspect, read } from './service/read.ts';
import type { LiveEcs, ReadRequest } from './service/read.ts';
import { rememberTaskDefinitions } from './service/task-definitions.ts';
import { addresses } from './tasks/addresses.ts';
import type { TaskAddress } from './tasks/addresses.ts';
import { serviceLogs } from './tasks/logs.ts';

export interface EcsOptions extends ClientOptions {
  /** Name or ARN. */
  cluster: string;
  /** Between two looks at a rollout: 5 to 15. */
  pollSeconds: number;
}

/** ECS as a deployment looks at it. What AWS refuses, and an AWS that does not answer, is a UserError. */
export interface Ecs {
  /** What is live, in one call for the cluster, one for every ten services, and one for every unknown task definition. */
  read(request: ReadRequest): Promise<LiveEcs>;
  /** One service with all of its settings, or `undefined` when it is not there. */
  inspect(service: string): Promise<LiveEcsService | undefined>;
  /**
   * Resolves as soon as ECS says that the service runs what is wanted. ECS's word alone is no proof: ask the service.
   *
   * @throws UserError when the rollout failed, was rolled back or replaced, or took too long, with the last reason
   */
  waitForRollout(service: string, request: RolloutRequest): Promise<void>;
  /** The last lines of its newest task that logged any to CloudWatch; empty when there are none. */
  logs(service: string, lines: number): Promise<string>;
  /** Where its running tasks are reached inside their network. */
  addresses(service: string): Promise<TaskAddress[]>;
}

/**
 * The AWS SDK is loaded at the first call.
 *
 * @param pause waits between two looks at a rollout
 */
export function createEcs(options: EcsOptions, pause: EcsContext['pause'] = pauseFor): Ecs {
  assertPollSeconds(options.pollSeconds);
  const clients = createClients(options);
  const { cluster, pollSeconds } = options;
  const context: EcsContext = {
    clients,
    cluster,
    pollSeconds,
    pause,
    taskDefinition: rememberTaskDefinitions(clients),
  };
  return {
    read: (request) => read(request, context),
    inspect: (service) => inspect(service, context),
    waitForRollout: (service, request) => waitForRollout(service, request, context),
    logs: (service, lines) => serviceLogs(service, lines, context),
    addresses: (service) => addresses(service, context),
  };
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal });
}
