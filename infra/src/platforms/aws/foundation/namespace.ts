import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace/index.js';
import { dnsZone, type AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';

/**
 * The zone in which services find each other, and Prometheus finds all of them.
 *
 * @returns its id
 */
export const namespace = (stack: TerraformStack, { name }: AwsEnvironment, vpcId: string): string =>
  new ServiceDiscoveryPrivateDnsNamespace(stack, 'namespace', {
    name: dnsZone,
    description: `Services of the environment ${name}.`,
    vpc: vpcId,
  }).id;
