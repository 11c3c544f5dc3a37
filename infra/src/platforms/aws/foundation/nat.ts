import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';
import type { EgressProps } from './egress.ts';
import type { Zone } from './network.ts';

/** A way out to the internet, and none in: one gateway for all zones, or one in each, which outlives the others' zones. */
export function natGateways(stack: TerraformStack, props: EgressProps): void {
  const { environment, network } = props;
  let gateway: NatGateway | undefined;
  for (const zone of network.zones) {
    if (!gateway || environment.network.egress === 'nat-per-zone') gateway = natGateway(stack, props, zone);
    new Route(stack, `nat-route-${zone.number}`, {
      routeTableId: zone.privateRouteTableId,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: gateway.id,
    });
  }
}

function natGateway(
  stack: TerraformStack,
  { environment, network: { internetGateway } }: EgressProps,
  { number, publicSubnetId }: Zone,
): NatGateway {
  const tags = { Name: named(environment, `nat-${number}`) };
  const address = new Eip(stack, `nat-address-${number}`, { domain: 'vpc', tags });
  return new NatGateway(stack, `nat-${number}`, {
    ...{ allocationId: address.id, subnetId: publicSubnetId, tags },
    // AWS makes none in a subnet without a way out, which no argument tells Terraform.
    dependsOn: [internetGateway],
  });
}
