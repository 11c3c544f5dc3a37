import type { AwsEnvironment } from '@prod-e/environment';
import { arnOf } from '../../../platforms/aws/names.ts';
import { any, type PolicyPart } from '../permission.ts';
import { asOwn, own } from '../within.ts';

/** The VPC and what is in it: known by tags, since AWS gives ids and no names. */
export const networkPart = (environment: AwsEnvironment): PolicyPart => {
  const ec2 = (...types: string[]) => types.map((type) => arnOf(environment, 'ec2', `${type}/*`));
  return {
    name: 'network',
    about: 'the VPC',
    permissions: [
      {
        sid: 'MakeVpc',
        why: 'The environment’s network; each part is tagged as it is made.',
        actions: ['ec2:AllocateAddress', 'ec2:CreateInternetGateway', 'ec2:CreateVpc'],
        resources: ec2('elastic-ip', 'internet-gateway', 'vpc'),
        when: asOwn(environment),
      },
      {
        sid: 'MakeInVpc',
        why: 'Subnets, routes and security groups. The VPC that they are made in must be the environment’s as well, which ChangeNetwork says.',
        actions: ['ec2:CreateRouteTable', 'ec2:CreateSecurityGroup', 'ec2:CreateSubnet'],
        resources: ec2('route-table', 'security-group', 'subnet'),
        when: asOwn(environment),
      },
      {
        sid: 'MakeInSubnets',
        why: 'Ways to AWS and to the internet, rules, and the record of who spoke to whom.',
        actions: [
          'ec2:AuthorizeSecurityGroupEgress',
          'ec2:AuthorizeSecurityGroupIngress',
          'ec2:CreateFlowLogs',
          'ec2:CreateNatGateway',
          'ec2:CreateVpcEndpoint',
        ],
        resources: ec2('natgateway', 'security-group-rule', 'vpc-endpoint', 'vpc-flow-log'),
        when: asOwn(environment),
      },
      {
        sid: 'ChangeNetwork',
        why: 'Changing, joining and removing what is the environment’s own.',
        actions: [
          'ec2:AssociateRouteTable',
          'ec2:AttachInternetGateway',
          'ec2:AuthorizeSecurityGroupEgress',
          'ec2:AuthorizeSecurityGroupIngress',
          'ec2:CreateFlowLogs',
          'ec2:CreateNatGateway',
          'ec2:CreateNetworkInterface',
          'ec2:CreateRoute',
          'ec2:CreateRouteTable',
          'ec2:CreateSecurityGroup',
          'ec2:CreateSubnet',
          'ec2:CreateTags',
          'ec2:CreateVpcEndpoint',
          'ec2:DeleteFlowLogs',
          'ec2:DeleteInternetGateway',
          'ec2:DeleteNatGateway',
          'ec2:DeleteRoute',
          'ec2:DeleteRouteTable',
          'ec2:DeleteSecurityGroup',
          'ec2:DeleteSubnet',
          'ec2:DeleteTags',
          'ec2:DeleteVpc',
          'ec2:DeleteVpcEndpoints',
          'ec2:DetachInternetGateway',
          'ec2:DisassociateAddress',
          'ec2:DisassociateRouteTable',
          'ec2:ModifySecurityGroupRules',
          'ec2:ModifySubnetAttribute',
          'ec2:ModifyVpcAttribute',
          'ec2:ModifyVpcEndpoint',
          'ec2:ReleaseAddress',
          'ec2:ReplaceRoute',
          'ec2:ReplaceRouteTableAssociation',
          'ec2:RevokeSecurityGroupEgress',
          'ec2:RevokeSecurityGroupIngress',
          'ec2:UpdateSecurityGroupRuleDescriptionsEgress',
          'ec2:UpdateSecurityGroupRuleDescriptionsIngress',
        ],
        resources: any,
        when: own(environment),
      },
      {
        sid: 'TagWhatIsMade',
        why: 'Tags that are given while something is made.',
        actions: ['ec2:CreateTags'],
        resources: ec2('*'),
        when: {
          ...asOwn(environment),
          StringLike: { 'ec2:CreateAction': ['AllocateAddress', 'Authorize*', 'Create*'] },
        },
      },
      {
        sid: 'TagDefaultSecurityGroup',
        why: 'AWS makes it with the VPC, without tags. Ours takes its rules away, and must call it its own first.',
        actions: ['ec2:CreateTags'],
        resources: ec2('security-group'),
        when: asOwn(environment),
      },
      {
        sid: 'MountTargetInterfaces',
        why: 'A file system’s interfaces are made and removed in the name of who asks for a mount target; AWS tags none. Subnet and group must be the environment’s, which ChangeNetwork says; one in use cannot be removed.',
        actions: [
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:ModifyNetworkInterfaceAttribute',
        ],
        resources: ec2('network-interface'),
      },
    ],
  };
};
