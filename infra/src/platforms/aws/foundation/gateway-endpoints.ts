import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import type { TerraformStack } from 'cdktf';
import { arnOf, named } from '../names.ts';
import { policy, type Statement } from '../policy.ts';
import type { EgressProps } from './egress.ts';

/**
 * S3, from which image layers come, and DynamoDB. They cost nothing, so they are there beside NAT too. They lead to
 * what is the account's own: a stolen credential of another account takes no data out through them.
 */
export function gatewayEndpoints(stack: TerraformStack, { environment, network }: EgressProps): void {
  const { account, region } = environment;
  const statements: Record<string, Statement[]> = {
    s3: [
      {
        ...{ Sid: 'ImageLayers', Effect: 'Allow', Principal: '*', Action: 's3:GetObject' },
        // Where ECR of every account keeps its layers; they are read with a signature of ECR's.
        Resource: `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`,
      },
      {
        ...{ Sid: 'OwnBuckets', Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::*' },
        Condition: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
      },
    ],
    dynamodb: [
      {
        ...{ Sid: 'OwnTables', Effect: 'Allow', Principal: '*', Action: 'dynamodb:*' },
        Resource: arnOf(environment, 'dynamodb', 'table/*'),
        Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
      },
    ],
  };
  for (const [service, allowed] of Object.entries(statements)) {
    new VpcEndpoint(stack, `${service}-endpoint`, {
      ...{ vpcId: network.vpcId, vpcEndpointType: 'Gateway' },
      serviceName: `com.amazonaws.${region}.${service}`,
      routeTableIds: network.zones.map(({ privateRouteTableId }) => privateRouteTableId),
      policy: policy(...allowed),
      tags: { Name: named(environment, service) },
    });
  }
}
