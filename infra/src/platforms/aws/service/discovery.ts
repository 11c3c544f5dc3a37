import { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service/index.js';
import type { TerraformStack } from 'cdktf';
import type { ServiceProps } from './props.ts';

/** The service's name in the private zone: an address for each of its tasks that is alive. */
export const discovery = (
  stack: TerraformStack,
  { service, foundation }: ServiceProps,
): ServiceDiscoveryService =>
  new ServiceDiscoveryService(stack, 'discovery', {
    name: service.definition.name,
    description: `Tasks of ${service.definition.name}.`,
    dnsConfig: {
      namespaceId: foundation.namespaceId,
      routingPolicy: 'MULTIVALUE',
      dnsRecords: [{ type: 'A', ttl: 10 }],
    },
    // ECS says which tasks are alive.
    healthCheckCustomConfig: { failureThreshold: 1 },
    forceDestroy: true,
  });
