import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy/index.js';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target/index.js';
import type { EcsService } from '@cdktf/provider-aws/lib/ecs-service/index.js';
import type { TerraformStack } from 'cdktf';
import type { LoadBalancing } from './load-balancing.ts';
import { isScaled, scalingOf, type ServiceProps } from './props.ts';

/** Percent of CPU, and requests per minute, of a task on average: half of what one bears, since a new one takes a minute. */
const wanted = { cpu: 60, requests: 3000 };

/** More tasks at once when they are wanted, fewer when they have not been for a while. */
const cooldown = { scaleOutCooldown: 30, scaleInCooldown: 300 };

export interface Scaled {
  running: EcsService;
  balancing: LoadBalancing | undefined;
}

/** As many tasks as there is work for, within the bounds; nothing where these leave no choice. */
export function scaling(stack: TerraformStack, props: ServiceProps, { running, balancing }: Scaled): void {
  if (!isScaled(props)) return;
  const { environment, resource, foundation } = props;
  const { min, max } = scalingOf(props);
  const target = new AppautoscalingTarget(stack, 'scaling', {
    serviceNamespace: 'ecs',
    resourceId: `service/${environment.cluster}/${running.name}`,
    scalableDimension: 'ecs:service:DesiredCount',
    ...{ minCapacity: min, maxCapacity: max },
  });
  const { serviceNamespace, resourceId, scalableDimension } = target;
  const track = (what: 'cpu' | 'requests', predefinedMetricType: string, resourceLabel?: string) =>
    new AppautoscalingPolicy(stack, `scaling-by-${what}`, {
      name: `${resource}-${what}`,
      policyType: 'TargetTrackingScaling',
      ...{ serviceNamespace, resourceId, scalableDimension },
      targetTrackingScalingPolicyConfiguration: {
        targetValue: wanted[what],
        predefinedMetricSpecification: {
          predefinedMetricType,
          ...(resourceLabel !== undefined && { resourceLabel }),
        },
        ...cooldown,
      },
    });

  track('cpu', 'ECSServiceAverageCPUUtilization');
  // Of blue and green it is not known which one the requests go to.
  if (!balancing || balancing.alternate) return;
  const label = `${foundation.loadBalancerSuffix}/${balancing.targetGroup.arnSuffix}`;
  track('requests', 'ALBRequestCountPerTarget', label);
}
