import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones/index.js';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';
import { privateBlock, publicBlock } from './blocks.ts';

export interface Network {
  vpcId: string;
  internetGateway: InternetGateway;
  zones: Zone[];
}

/** What an environment has in an availability zone. */
export interface Zone {
  /** From 1, as names have it. */
  number: number;
  /** For the load balancer, and NAT where there is one. */
  publicSubnetId: string;
  /** For tasks and endpoints. */
  privateSubnetId: string;
  privateBlock: string;
  /** Where what leaves the private subnet goes; nowhere but the VPC as it is made. */
  privateRouteTableId: string;
}

/** A VPC with a public and a private subnet per zone. Nothing in it is given a public address by itself. */
export function network(stack: TerraformStack, environment: AwsEnvironment): Network {
  const { cidr, zones } = environment.network;
  const tags = (what: string) => ({ Name: named(environment, what) });
  const vpc = new Vpc(stack, 'vpc', {
    ...{ cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true },
    tags: tags('vpc'),
  });
  // Without rules: what is placed in no group of its own reaches nothing, and is not reached.
  new DefaultSecurityGroup(stack, 'default-security-group', { vpcId: vpc.id, tags: tags('default') });

  const internetGateway = new InternetGateway(stack, 'internet-gateway', {
    vpcId: vpc.id,
    tags: tags('internet'),
  });
  const routeTable = (name: string) =>
    new RouteTable(stack, `${name}-routes`, { vpcId: vpc.id, tags: tags(name) });
  const publicRoutes = routeTable('public');
  new Route(stack, 'internet-route', {
    routeTableId: publicRoutes.id,
    destinationCidrBlock: '0.0.0.0/0',
    gatewayId: internetGateway.id,
  });

  const available = new DataAwsAvailabilityZones(stack, 'zones', {
    // No Local Zones: they have neither Fargate nor endpoints.
    filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
  });
  const subnet = (name: string, zone: number, cidrBlock: string, routes: RouteTable): string => {
    const { id } = new Subnet(stack, name, {
      ...{ vpcId: vpc.id, cidrBlock, mapPublicIpOnLaunch: false, tags: tags(name) },
      availabilityZone: available.getStringAttribute(`names[${zone}]`),
      // A zone that AWS adds to its list, or takes from it, must not move the subnets that are there.
      lifecycle: { ignoreChanges: ['availability_zone'] },
    });
    new RouteTableAssociation(stack, `${name}-association`, { subnetId: id, routeTableId: routes.id });
    return id;
  };
  const placed = Array.from({ length: zones }, (_, zone): Zone => {
    const number = zone + 1;
    const routes = routeTable(`private-${number}`);
    const block = privateBlock(cidr, zone);
    return {
      number,
      publicSubnetId: subnet(`public-${number}`, zone, publicBlock(cidr, zone), publicRoutes),
      privateSubnetId: subnet(`private-${number}`, zone, block, routes),
      privateBlock: block,
      privateRouteTableId: routes.id,
    };
  });
  return { vpcId: vpc.id, internetGateway, zones: placed };
}
