import { imageRepository } from '@prod-e/environment';
import { taskBoundaryArn } from '../../platforms/aws/names.ts';
import type { Settings } from '../../settings.ts';
import type { Account } from '../accounts.ts';
import { any, type Permission, type PolicyPart } from './permission.ts';
import { namedResources } from './read.ts';

/**
 * The most that any role of the pipeline can do in an account, whatever its own policies ever say: the services that
 * environments are made of, called after them, in their regions; no identity but the roles of tasks.
 */
export const boundary = (account: Account, settings: Pick<Settings, 'registry'>): PolicyPart => ({
  name: 'boundary',
  about: 'boundary of the pipeline’s roles, which allows nothing by itself',
  permissions: [...allowed(account), ...denied(account, settings)],
});

const allowed = ({ id }: Account): Permission[] => [
  {
    sid: 'NamedResources',
    why: 'What is called after an environment, and the images of our services wherever they are kept.',
    actions: [
      ...['budgets:*', 'cloudwatch:*', 'dynamodb:*', 'ecr:*', 'ecs:*', 'events:*'],
      ...['iam:*Role*', 'logs:*', 's3:*', 'sns:*'],
    ],
    resources: [...namedResources(id), `arn:aws:ecr:*:*:repository/${imageRepository('*')}`],
  },
  {
    sid: 'ResourcesWithIds',
    why: 'AWS gives these ids and no names: that they are the environment’s own say tags, in the policies of each role.',
    actions: [
      ...['acm:*', 'application-autoscaling:*', 'ec2:*', 'elasticfilesystem:*'],
      ...['elasticloadbalancing:*', 'kms:*', 'route53:*', 'servicediscovery:*'],
    ],
    resources: any,
  },
  {
    sid: 'ActionsOnNothing',
    why: 'AWS ties these to no resource.',
    actions: [
      'cloudwatch:DescribeAlarms',
      'ecr:GetAuthorizationToken',
      'ecs:CreateCluster',
      'ecs:DeregisterTaskDefinition',
      'ecs:DescribeTaskDefinition',
      'ecs:ListTasks',
      'ecs:RegisterTaskDefinition',
      'iam:CreateServiceLinkedRole',
      'logs:Describe*',
      'sns:GetSubscriptionAttributes',
      'sns:Publish',
      'sns:SetSubscriptionAttributes',
      'sns:Unsubscribe',
    ],
    resources: any,
  },
];

const denied = (
  { id, regions, environments }: Account,
  { registry }: Pick<Settings, 'registry'>,
): Permission[] => [
  {
    sid: 'NoOtherRegions',
    why: 'Nobody looks at what is made elsewhere. IAM, Route 53 and budgets belong to no region.',
    effect: 'Deny',
    actions: { allBut: ['budgets:*', 'iam:*', 'route53:*'] },
    resources: any,
    when: { StringNotEquals: { 'aws:RequestedRegion': [...new Set([...regions, registry.region])].sort() } },
  },
  {
    sid: 'NoUsersNorKeys',
    why: 'No long-lived key, nowhere: nothing that could have one is made.',
    effect: 'Deny',
    actions: [
      'iam:*AccessKey*',
      'iam:*Group*',
      'iam:*LoginProfile*',
      'iam:*MFADevice*',
      'iam:*Provider*',
      'iam:*ServiceSpecificCredential*',
      'iam:*User*',
    ],
    resources: any,
  },
  {
    sid: 'NoChangeOfIdentity',
    why: 'The roles of the pipeline, their policies and boundaries, and whom they trust are bootstrap’s, which people run. Nor does one role take on another.',
    effect: 'Deny',
    actions: { allBut: ['iam:Get*', 'iam:List*'] },
    resources: ['oidc-provider/*', 'policy/*', 'role/ci/*'].map(
      (resource) => `arn:aws:iam::${id}:${resource}`,
    ),
  },
  {
    sid: 'NoRoleWithoutBoundary',
    why: 'A role that is made by a deployment must not be able to do more than the tasks of an environment.',
    effect: 'Deny',
    actions: [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
    ],
    resources: any,
    ...(environments.length > 0 && {
      when: { StringNotEquals: { 'iam:PermissionsBoundary': environments.map(taskBoundaryArn) } },
    }),
  },
  {
    sid: 'NoBoundaryRemoved',
    why: 'Nor lose it afterwards.',
    effect: 'Deny',
    actions: ['iam:DeleteRolePermissionsBoundary'],
    resources: any,
  },
];
