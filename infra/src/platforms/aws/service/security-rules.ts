import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { TerraformStack } from 'cdktf';
import type { Service } from '../../../services.ts';
import { isPublic, type ServiceProps } from './props.ts';

/** Who reaches the service's tasks, and what they reach. Nothing else is let through. */
export function securityRules(stack: TerraformStack, props: ServiceProps): void {
  const { environment, service, services, foundation } = props;
  const { name, port } = service.definition;
  const own = foundation.securityGroupId(name);
  if (isPublic(props)) {
    allow(stack, 'load-balancer', {
      ...{ from: foundation.loadBalancerSecurityGroupId, to: own, port },
      description: `Requests from the load balancer to ${name}.`,
    });
  }
  for (const caller of callersOf(service, services)) {
    allow(stack, `caller-${caller}`, {
      ...{ from: foundation.securityGroupId(caller), to: own, port },
      description: `Requests from ${caller} to ${name}.`,
    });
  }
  egress(stack, 'https', {
    ...{ from: own, protocol: 'tcp', port: 443, cidrIpv4: '0.0.0.0/0' },
    // Where there is no NAT nothing but the VPC endpoints is at the other end.
    description: `HTTPS from ${name} to AWS.`,
  });
  for (const protocol of ['tcp', 'udp']) {
    egress(stack, `dns-${protocol}`, {
      ...{ from: own, protocol, port: 53, cidrIpv4: environment.network.cidr },
      description: `DNS from ${name} to the resolver of the VPC.`,
    });
  }
}

/** Other services that may call one, sorted: those that it names, and Prometheus where it has metrics. */
export function callersOf({ definition }: Service, services: Service[]): string[] {
  const scrapers = definition.metricsPath === undefined ? [] : services.filter(isPrometheus);
  const names = new Set([...definition.callers, ...scrapers.map((scraper) => scraper.definition.name)]);
  names.delete(definition.name);
  return [...names].sort();
}

const isPrometheus = ({ definition }: Service): boolean => definition.base === 'prometheus';

/** Both ends of a way from one security group to another: the callee's stack lets the caller out as well. */
export function allow(
  stack: TerraformStack,
  id: string,
  way: { from: string; to: string; port: number; description: string },
): void {
  const { from, to, port, description } = way;
  const rule = { description, ipProtocol: 'tcp', fromPort: port, toPort: port };
  new VpcSecurityGroupIngressRule(stack, `${id}-ingress`, {
    ...{ ...rule, securityGroupId: to, referencedSecurityGroupId: from },
  });
  new VpcSecurityGroupEgressRule(stack, `${id}-egress`, {
    ...{ ...rule, securityGroupId: from, referencedSecurityGroupId: to },
  });
}

function egress(
  stack: TerraformStack,
  id: string,
  way: { from: string; protocol: string; port: number; cidrIpv4: string; description: string },
): void {
  const { from, protocol, port, cidrIpv4, description } = way;
  new VpcSecurityGroupEgressRule(stack, `${id}-egress`, {
    ...{ securityGroupId: from, description, cidrIpv4 },
    ...{ ipProtocol: protocol, fromPort: port, toPort: port },
  });
}
