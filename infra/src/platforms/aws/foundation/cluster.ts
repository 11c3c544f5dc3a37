import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster/index.js';
import { EcsClusterCapacityProviders } from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers/index.js';
import { label, type AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { foundationName } from '../../../stacks/names.ts';
import { capacityStrategy } from '../capacity.ts';
import { logGroupName } from '../names.ts';
import { logGroup } from './log-group.ts';

export interface ClusterProps {
  environment: AwsEnvironment;
  keyArn: string;
  stackHash: string;
}

/** Where Container Insights writes: ECS makes it by itself where it is not there, kept for ever. */
export const insightsLogGroup = ({ cluster }: AwsEnvironment): string =>
  `/aws/ecs/containerinsights/${cluster}/performance`;

/** The ECS cluster, which carries the stack's hash. */
export function cluster(stack: TerraformStack, { environment, keyArn, stackHash }: ClusterProps): EcsCluster {
  const { name: environmentName, cluster: name } = environment;
  const insights = logGroup(stack, 'insights-logs', {
    ...{ environment, name: insightsLogGroup(environment), keyArn },
  });
  const sessions = logGroup(stack, 'exec-logs', {
    ...{ environment, name: logGroupName(environment, 'ecs/exec'), keyArn },
  });
  const ecs = new EcsCluster(stack, 'cluster', {
    name,
    setting: [{ name: 'containerInsights', value: 'enabled' }],
    // No service is open to sessions; were one opened, they would be on record.
    configuration: {
      executeCommandConfiguration: {
        ...{ kmsKeyId: keyArn, logging: 'OVERRIDE' },
        logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: sessions.name },
      },
    },
    tags: {
      [label.environment]: environmentName,
      [label.stack]: foundationName,
      [label.stackHash]: stackHash,
    },
    // Before ECS makes it.
    dependsOn: [insights],
  });
  new EcsClusterCapacityProviders(stack, 'capacity', {
    clusterName: ecs.name,
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: capacityStrategy(environment),
  });
  return ecs;
}
