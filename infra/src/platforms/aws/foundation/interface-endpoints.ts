import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';
import { policy } from '../policy.ts';
import type { EgressProps } from './egress.ts';

const pull = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
];

/** What each endpoint lets through: the start of a task, its logs, its secrets, its samples. Each is paid by the hour. */
const actions = {
  'ecr.api': pull,
  'ecr.dkr': pull,
  logs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  ssm: ['ssm:GetParameters'],
  secretsmanager: ['secretsmanager:GetSecretValue'],
  'aps-workspaces': ['aps:RemoteWrite'],
} as const;

type EndpointService = keyof typeof actions;

/** The only ways to AWS, and to nothing else. */
export function interfaceEndpoints(stack: TerraformStack, props: EgressProps): void {
  const { environment, network } = props;
  const { account, region } = environment;
  const securityGroupId = endpointSecurityGroup(stack, props);
  for (const service of neededEndpoints(props)) {
    new VpcEndpoint(stack, `${service.replace('.', '-')}-endpoint`, {
      ...{ vpcId: network.vpcId, vpcEndpointType: 'Interface', privateDnsEnabled: true },
      serviceName: `com.amazonaws.${region}.${service}`,
      subnetIds: network.zones.map(({ privateSubnetId }) => privateSubnetId),
      securityGroupIds: [securityGroupId],
      policy: policy({
        ...{ Sid: 'OwnIdentities', Effect: 'Allow', Principal: '*' },
        ...{ Action: [...actions[service]], Resource: '*' },
        Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
      }),
      tags: { Name: named(environment, service) },
    });
  }
}

function neededEndpoints({ environment, services }: EgressProps): EndpointService[] {
  const stores = services.flatMap(({ definition: { name, secrets } }) =>
    secrets.map((variable) => storeOf(environment.secrets[name]?.[variable])),
  );
  const needed = new Set<string>(['ecr.api', 'ecr.dkr', 'logs', ...stores]);
  if (environment.remoteWrite) needed.add('aps-workspaces');
  return (Object.keys(actions) as EndpointService[]).filter((service) => needed.has(service));
}

/** @param arn of a secret; where none is told it is a parameter */
const storeOf = (arn: string | undefined): EndpointService =>
  arn?.split(':')[2] === 'secretsmanager' ? 'secretsmanager' : 'ssm';

/** By address and not by group: a group has room for 60 rules, and there may be more services. */
function endpointSecurityGroup(stack: TerraformStack, { environment, network }: EgressProps): string {
  const name = named(environment, 'endpoints');
  const { id } = new SecurityGroup(stack, 'endpoints', {
    ...{ name, description: 'VPC endpoints.', vpcId: network.vpcId, tags: { Name: name } },
  });
  for (const { number, privateBlock } of network.zones) {
    new VpcSecurityGroupIngressRule(stack, `endpoints-from-private-${number}`, {
      securityGroupId: id,
      description: 'HTTPS from tasks.',
      cidrIpv4: privateBlock,
      ...{ ipProtocol: 'tcp', fromPort: 443, toPort: 443 },
    });
  }
  return id;
}
