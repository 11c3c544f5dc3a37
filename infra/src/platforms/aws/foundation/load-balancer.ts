import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';
import { accessLogsBucket } from './access-logs.ts';
import { listener } from './listener.ts';
import type { Network } from './network.ts';

export interface LoadBalancerProps {
  environment: AwsEnvironment;
  network: Network;
  securityGroupId: string;
}

export interface LoadBalancer {
  listenerArn: string;
  /** As CloudWatch's metrics name it: `app/<name>/<id>`. */
  suffix: string;
}

/** The one thing with a public address: leads to public services by rules that their stacks add to its listener. */
export function loadBalancer(
  stack: TerraformStack,
  { environment, network, securityGroupId }: LoadBalancerProps,
): LoadBalancer {
  const balancer = new Lb(stack, 'load-balancer', {
    name: named(environment, 'lb'),
    loadBalancerType: 'application',
    internal: false,
    subnets: network.zones.map(({ publicSubnetId }) => publicSubnetId),
    securityGroups: [securityGroupId],
    ...{ dropInvalidHeaderFields: true, desyncMitigationMode: 'defensive', idleTimeout: 60 },
    enableDeletionProtection: environment.deletionProtection,
    accessLogs: { bucket: accessLogsBucket(stack, environment), enabled: true },
  });
  return { listenerArn: listener(stack, environment, balancer), suffix: balancer.arnSuffix };
}
