import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import type { Service } from '../../../services.ts';
import type { ReleaseTokens } from '../../platform.ts';
import { alarmTopic } from './alarm-topic.ts';
import { budget } from './budget.ts';
import { cluster } from './cluster.ts';
import { dashboard } from './dashboard.ts';
import { egress } from './egress.ts';
import { flowLogs } from './flow-logs.ts';
import { key } from './key.ts';
import { ledgerTable } from './ledger-table.ts';
import { loadBalancerAlarm } from './load-balancer-alarm.ts';
import { loadBalancer } from './load-balancer.ts';
import { namespace } from './namespace.ts';
import { network } from './network.ts';
import { tellOutputs } from './outputs.ts';
import { securityGroups } from './security-groups.ts';

export interface FoundationProps {
  environment: AwsEnvironment;
  /** Those that stand on it: of each, only its name and where its secrets are make a difference here. */
  services: Service[];
  release: ReleaseTokens;
}

/**
 * What all services of an environment stand on.
 *
 * @returns Terraform address of the cluster, which carries the stack's hash
 */
export function foundation(stack: TerraformStack, props: FoundationProps): string {
  const { environment, services, release } = props;
  const keyArn = key(stack, environment);
  const vpc = network(stack, environment);
  const { vpcId, zones } = vpc;
  egress(stack, { environment, services, network: vpc });
  flowLogs(stack, { environment, vpcId, keyArn });

  const groups = securityGroups(stack, { environment, services, vpcId });
  const balancer = loadBalancer(stack, {
    ...{ environment, network: vpc, securityGroupId: groups.loadBalancer },
  });
  const ecs = cluster(stack, { environment, keyArn, stackHash: release.stackHash });
  const namespaceId = namespace(stack, environment, vpcId);
  ledgerTable(stack, environment);

  const alarmTopicArn = alarmTopic(stack, { environment, keyArn });
  loadBalancerAlarm(stack, { environment, suffix: balancer.suffix, topicArn: alarmTopicArn });
  dashboard(stack, { environment, services, loadBalancerSuffix: balancer.suffix });
  budget(stack, { environment, topicArn: alarmTopicArn });

  tellOutputs(stack, {
    ...{ vpcId, namespaceId, alarmTopicArn, keyArn, clusterArn: ecs.arn },
    listenerArn: balancer.listenerArn,
    loadBalancerSuffix: balancer.suffix,
    loadBalancerSecurityGroupId: groups.loadBalancer,
    privateSubnetIds: zones.map(({ privateSubnetId }) => privateSubnetId),
    securityGroupIds: groups.services,
  });
  return `${ecs.terraformResourceType}.${ecs.friendlyUniqueId}`;
}
