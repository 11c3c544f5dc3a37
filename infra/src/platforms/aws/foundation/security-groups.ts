import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import type { Service } from '../../../services.ts';
import { named } from '../names.ts';

export interface SecurityGroupsProps {
  environment: AwsEnvironment;
  services: Service[];
  vpcId: string;
}

export interface SecurityGroups {
  loadBalancer: string;
  /** By service. */
  services: Record<string, string>;
}

/**
 * Who is who in the VPC. Without rules of a service's own stack its tasks are reached by nobody and reach nobody; the
 * load balancer is reached by everybody.
 */
export function securityGroups(
  stack: TerraformStack,
  { environment, services, vpcId }: SecurityGroupsProps,
): SecurityGroups {
  const group = (id: string, what: string, description: string): string => {
    const name = named(environment, what);
    const { id: groupId } = new SecurityGroup(stack, id, {
      ...{ name, description, vpcId, tags: { Name: name } },
      // Else the group of a service that is taken away stays in use, by the rules of those that it called.
      revokeRulesOnDelete: true,
    });
    return groupId;
  };
  const loadBalancer = group('load-balancer-group', 'lb', 'The load balancer.');
  for (const port of environment.domain ? [80, 443] : [80]) {
    new VpcSecurityGroupIngressRule(stack, `load-balancer-from-internet-${port}`, {
      securityGroupId: loadBalancer,
      description: port === 443 ? 'HTTPS from everywhere.' : 'HTTP from everywhere.',
      ...{ cidrIpv4: '0.0.0.0/0', ipProtocol: 'tcp', fromPort: port, toPort: port },
    });
  }
  return {
    loadBalancer,
    services: Object.fromEntries(
      services.map(({ definition: { name } }) => [
        name,
        group(`${name}-tasks`, `${name}-tasks`, `Tasks of ${name}.`),
      ]),
    ),
  };
}
