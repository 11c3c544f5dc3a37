import type { AwsEnvironment } from '@prod-e/environment';
import { Fn, TerraformOutput, Token, type TerraformStack } from 'cdktf';
import { foundationName } from '../../../stacks/names.ts';
import { remoteState } from '../state.ts';

/** What is told of the foundation to the services that stand on it, by its outputs' names. */
export interface FoundationOutputs {
  vpcId: string;
  clusterArn: string;
  /** Of the listener through which public services are reached: HTTPS with a domain, HTTP without. */
  listenerArn: string;
  loadBalancerSecurityGroupId: string;
  /** As CloudWatch's metrics name the load balancer: `app/<name>/<id>`. */
  loadBalancerSuffix: string;
  /** Private DNS namespace of Cloud Map. */
  namespaceId: string;
  /** Topic of alarms, and of deployments that ECS calls failed. */
  alarmTopicArn: string;
  /** Key of logs, topics and file systems. */
  keyArn: string;
  privateSubnetIds: string[];
  /** One for the tasks of each service, by its name: the foundation says who they are, their stacks who may call whom. */
  securityGroupIds: Record<string, string>;
}

/** The foundation as the stack of a service sees it. */
export interface Foundation extends Omit<FoundationOutputs, 'securityGroupIds'> {
  securityGroupId: (service: string) => string;
}

export function tellOutputs(stack: TerraformStack, outputs: FoundationOutputs): void {
  for (const [name, value] of Object.entries({ ...outputs }))
    new TerraformOutput(stack, name, { value, staticId: true });
}

/** Read from the foundation's state when Terraform plans the service. */
export function foundationOf(stack: TerraformStack, environment: AwsEnvironment): Foundation {
  const state = remoteState(stack, environment, foundationName);
  const groups: unknown = state.get('securityGroupIds');
  return {
    vpcId: state.getString('vpcId'),
    clusterArn: state.getString('clusterArn'),
    listenerArn: state.getString('listenerArn'),
    loadBalancerSecurityGroupId: state.getString('loadBalancerSecurityGroupId'),
    loadBalancerSuffix: state.getString('loadBalancerSuffix'),
    namespaceId: state.getString('namespaceId'),
    alarmTopicArn: state.getString('alarmTopicArn'),
    keyArn: state.getString('keyArn'),
    privateSubnetIds: state.getList('privateSubnetIds'),
    securityGroupId: (service) => Token.asString(Fn.lookup(groups, service)),
  };
}
