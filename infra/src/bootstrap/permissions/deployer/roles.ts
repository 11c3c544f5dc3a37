import type { AwsEnvironment } from '@prod-e/environment';
import { named, taskBoundaryArn } from '../../../platforms/aws/names.ts';
import { roleArn, taskRoles } from '../names.ts';
import type { Permission, PolicyPart } from '../permission.ts';

/** Services of AWS that make a role of their own at their first use in an account. */
const serviceLinked = [
  'backup.amazonaws.com',
  'ecs.amazonaws.com',
  'ecs.application-autoscaling.amazonaws.com',
  'elasticfilesystem.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'natgateway.amazonaws.com',
];

/** The roles of an environment's tasks: made under their boundary, and passed to nobody but ECS. */
export const rolesPart = (environment: AwsEnvironment): PolicyPart => {
  const own = [...taskRoles(environment), flowLogRole(environment), ...infrastructureRoles(environment)];
  return {
    name: 'roles',
    about: 'the roles of tasks',
    permissions: [
      {
        sid: 'MakeRolesUnderBoundary',
        why: `Each service has a role of its tasks, and one by which ECS starts them. Neither can ever do more than the boundary ${named(environment, 'tasks')} says.`,
        actions: [
          'iam:CreateRole',
          'iam:DeleteRolePolicy',
          'iam:PutRolePermissionsBoundary',
          'iam:PutRolePolicy',
        ],
        resources: own,
        when: { StringEquals: { 'iam:PermissionsBoundary': taskBoundaryArn(environment) } },
      },
      {
        sid: 'ChangeRoles',
        why: 'What says nothing about what a role may do, and its removal.',
        actions: [
          'iam:DeleteRole',
          'iam:TagRole',
          'iam:UntagRole',
          'iam:UpdateAssumeRolePolicy',
          'iam:UpdateRole',
          'iam:UpdateRoleDescription',
        ],
        resources: own,
      },
      {
        sid: 'PassTaskRoles',
        why: 'A task definition names its two roles. They go to tasks of ECS, and to no other service.',
        actions: ['iam:PassRole'],
        resources: taskRoles(environment),
        when: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
      {
        sid: 'PassFlowLogRole',
        why: 'The one role that is no task’s: VPC flow logs write by it, and nobody else can be given it.',
        actions: ['iam:PassRole'],
        resources: [flowLogRole(environment)],
        when: { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
      },
      ...passInfrastructureRoles(environment),
      {
        sid: 'MakeServiceLinkedRoles',
        why: 'At its first use in an account a service of AWS makes the role that it works by. What those may do says AWS.',
        actions: ['iam:CreateServiceLinkedRole'],
        resources: [`arn:aws:iam::${environment.account}:role/aws-service-role/*`],
        when: { StringEquals: { 'iam:AWSServiceName': serviceLinked } },
      },
    ],
  };
};

/** By which ECS itself shifts traffic: only where rollouts are blue/green. */
const infrastructureRoles = (environment: AwsEnvironment): string[] =>
  environment.rollout === 'blue-green' ? [roleArn(environment, '*-infrastructure')] : [];

const passInfrastructureRoles = (environment: AwsEnvironment): Permission[] =>
  environment.rollout === 'blue-green'
    ? [
        {
          sid: 'PassInfrastructureRoles',
          why: 'In a blue/green rollout ECS shifts traffic by a role of the service, which goes to ECS alone.',
          actions: ['iam:PassRole'],
          resources: infrastructureRoles(environment),
          when: { StringEquals: { 'iam:PassedToService': 'ecs.amazonaws.com' } },
        },
      ]
    : [];

const flowLogRole = (environment: AwsEnvironment): string => roleArn(environment, 'flow-logs');
