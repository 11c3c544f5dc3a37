import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import type { TerraformStack } from 'cdktf';
import { fit } from '../fit.ts';
import type { ServiceProps } from './props.ts';

/** The load balancer takes no longer names of target groups. */
const nameLength = 32;

export function targetGroup(
  stack: TerraformStack,
  id: 'target-group' | 'alternate-target-group',
  { service: { definition }, resource, foundation }: ServiceProps,
): LbTargetGroup {
  const { port, probes } = definition;
  const end = id === 'target-group' ? '' : '-alt';
  return new LbTargetGroup(stack, id, {
    // With the port, which cannot be changed: another one needs another target group beside this.
    name: `${fit(`${resource}-${port}`, nameLength - end.length)}${end}`,
    ...{ port, protocol: 'HTTP', targetType: 'ip', vpcId: foundation.vpcId },
    loadBalancingAlgorithmType: 'least_outstanding_requests',
    // A new task has requests 10 s after it is ready, and an old one half a minute to answer its last.
    deregistrationDelay: '30',
    healthCheck: {
      ...{ enabled: true, protocol: 'HTTP', path: probes.ready, matcher: '200' },
      ...{ interval: 5, timeout: 4, healthyThreshold: 2, unhealthyThreshold: 3 },
    },
    lifecycle: { createBeforeDestroy: true },
  });
}
