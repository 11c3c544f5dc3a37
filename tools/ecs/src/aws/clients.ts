import type { CloudWatchLogs, CloudWatchLogsClientConfig } from '@aws-sdk/client-cloudwatch-logs';
import type { ECS, ECSClientConfig } from '@aws-sdk/client-ecs';
import { asUserErrors } from './user-errors.ts';

export interface ClientOptions {
  region: string;
  /** Instead of AWS's own: `http://127.0.0.1:4566`. */
  endpoint?: string;
  /** For one request; 10 s unless told. */
  requestTimeoutMs?: number;
}

/** The SDK's clients, each loaded at its first use, once. Their errors are UserErrors. */
export interface Clients {
  ecs(): Promise<ECS>;
  /** @param region where the logs are, when that is another than the cluster's */
  logs(region?: string): Promise<CloudWatchLogs>;
}

export function createClients(options: ClientOptions): Clients {
  const { region, endpoint, requestTimeoutMs = 10_000 } = options;
  const configuration = {
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: {
      connectionTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  };
  let ecs: Promise<ECS> | undefined;
  const logs = new Map<string, Promise<CloudWatchLogs>>();
  return {
    ecs: () => (ecs ??= loadEcs({ ...configuration, region })),
    logs(logsRegion = region) {
      const client = logs.get(logsRegion) ?? loadLogs({ ...configuration, region: logsRegion });
      logs.set(logsRegion, client);
      return client;
    },
  };
}

type Configuration = ECSClientConfig & CloudWatchLogsClientConfig;

async function loadEcs(configuration: Configuration): Promise<ECS> {
  const sdk = await import('@aws-sdk/client-ecs');
  const client = new sdk.ECS(configuration);
  client.middlewareStack.add(asUserErrors('ECS'), { step: 'initialize', priority: 'high' });
  return client;
}

async function loadLogs(configuration: Configuration): Promise<CloudWatchLogs> {
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  const client = new sdk.CloudWatchLogs(configuration);
  client.middlewareStack.add(asUserErrors('CloudWatch Logs'), { step: 'initialize', priority: 'high' });
  return client;
}
