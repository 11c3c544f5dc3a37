import { EcsService } from '@cdktf/provider-aws/lib/ecs-service/index.js';
import type { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition/index.js';
import type { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service/index.js';
import { label } from '@prod-e/environment';
import type { ITerraformDependable, TerraformStack } from 'cdktf';
import { capacityStrategy } from '../capacity.ts';
import type { LoadBalancing } from './load-balancing.ts';
import { scalingOf, type ServiceProps } from './props.ts';
import type { Rollout } from './rollout.ts';

export interface ServiceParts {
  task: EcsTaskDefinition;
  balancing: LoadBalancing | undefined;
  registry: ServiceDiscoveryService;
  rollout: Rollout;
  /** Names of those by which ECS takes a deployment back. */
  alarmNames: string[];
  /** What tasks need from their first second, and no argument tells of. */
  ready: ITerraformDependable[];
}

/** The ECS service. It carries the tags from which a deployment reads what is live. */
export function runningService(stack: TerraformStack, props: ServiceProps, parts: ServiceParts): EcsService {
  const { environment, service, resource, release, foundation } = props;
  const { name } = service.definition;
  const { percent, deployment, ignored, ready } = parts.rollout;
  return new EcsService(stack, 'service', {
    name: resource,
    cluster: foundation.clusterArn,
    taskDefinition: parts.task.arn,
    desiredCount: scalingOf(props).min,
    capacityProviderStrategy: capacityStrategy(environment),
    // Without it another share of Spot would be another service.
    forceNewDeployment: true,
    networkConfiguration: {
      subnets: foundation.privateSubnetIds,
      securityGroups: [foundation.securityGroupId(name)],
      assignPublicIp: false,
    },
    ...balanced(props, parts),
    serviceRegistries: { registryArn: parts.registry.arn },
    deploymentConfiguration: deployment,
    deploymentMinimumHealthyPercent: percent.least,
    deploymentMaximumPercent: percent.most,
    // To move a task to another zone, ECS starts it there first: there must be room for one more.
    availabilityZoneRebalancing: percent.most > 100 ? 'ENABLED' : 'DISABLED',
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { enable: true, rollback: true, alarmNames: parts.alarmNames },
    // The deployment waits by itself, and tells what it sees.
    waitForSteadyState: false,
    ...{ propagateTags: 'SERVICE', enableEcsManagedTags: true },
    tags: {
      [label.environment]: environment.name,
      [label.stack]: name,
      [label.service]: name,
      [label.stackHash]: release.stackHash,
      [label.inputTag]: release.inputTag,
    },
    dependsOn: [...ready, ...parts.ready],
    ...(ignored.length > 0 && { lifecycle: { ignoreChanges: ignored } }),
  });
}

/** Seconds in which a new task need not be ready yet. */
const healthCheckGracePeriodSeconds = 30;

function balanced({ service: { definition } }: ServiceProps, { balancing, rollout }: ServiceParts) {
  if (!balancing) return {};
  return {
    healthCheckGracePeriodSeconds,
    loadBalancer: [
      {
        containerName: definition.name,
        containerPort: definition.port,
        targetGroupArn: balancing.targetGroup.arn,
        ...(rollout.advanced && { advancedConfiguration: rollout.advanced }),
      },
    ],
  };
}
