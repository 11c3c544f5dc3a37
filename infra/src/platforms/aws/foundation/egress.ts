import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import type { Service } from '../../../services.ts';
import { gatewayEndpoints } from './gateway-endpoints.ts';
import { interfaceEndpoints } from './interface-endpoints.ts';
import { natGateways } from './nat.ts';
import type { Network } from './network.ts';

export interface EgressProps {
  environment: AwsEnvironment;
  services: Service[];
  network: Network;
}

/** How tasks reach what is not in the VPC (docs/adr/0016-nat-or-endpoints.md). */
export function egress(stack: TerraformStack, props: EgressProps): void {
  gatewayEndpoints(stack, props);
  if (props.environment.network.egress === 'endpoints') interfaceEndpoints(stack, props);
  else natGateways(stack, props);
}
