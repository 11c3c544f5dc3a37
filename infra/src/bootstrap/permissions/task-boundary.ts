import { imageRepository, type AwsEnvironment } from '@prod-e/environment';
import { arnOf, logGroupName } from '../../platforms/aws/names.ts';
import { any, type Permission, type PolicyPart } from './permission.ts';
import { own } from './within.ts';

/**
 * The most that a role of an environment's tasks can be given. Whoever deploys writes those roles, so without it they
 * could run a task that may do what they may not.
 */
export const taskBoundary = (environment: AwsEnvironment): PolicyPart => ({
  name: 'tasks',
  about: 'boundary of the roles of tasks, which allows nothing by itself',
  permissions: [
    {
      sid: 'WriteLogs',
      why: 'Tasks, and the flow log of the VPC, write to log groups of their environment.',
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [arnOf(environment, 'logs', `log-group:${logGroupName(environment, '*')}`)],
    },
    ...pullImages(environment),
    ...readSecrets(environment),
    {
      sid: 'MountFileSystems',
      why: 'A service that keeps data mounts its file system, which the role’s own policy names; another environment’s is in another VPC.',
      actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      resources: [arnOf(environment, 'elasticfilesystem', 'file-system/*')],
    },
    ...writeSamples(environment),
    ...shiftTraffic(environment),
  ],
});

function pullImages({ registry }: AwsEnvironment): Permission[] {
  if (registry.kind !== 'ecr') return [];
  const repositories = [registry.namespace, imageRepository('*')].filter(Boolean).join('/');
  return [
    {
      sid: 'LoginToRegistry',
      why: 'A login is for a whole registry.',
      actions: ['ecr:GetAuthorizationToken'],
      resources: any,
    },
    {
      sid: 'PullImages',
      why: 'ECS starts tasks from the one registry.',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [`arn:aws:ecr:${registry.region}:${registry.account}:repository/${repositories}`],
    },
  ];
}

function readSecrets(environment: AwsEnvironment): Permission[] {
  const { name, region, secrets } = environment;
  const placed = Object.values(secrets).flatMap((ofService) => Object.values(ofService));
  // The ARN of a secret's value may go on with a JSON key, a stage and a version.
  const kept = (service: string) =>
    placed
      .filter((arn) => arn.split(':')[2] === service)
      .map((arn) => (service === 'ssm' ? arn : arn.split(':').slice(0, 7).join(':')));
  const stores = ['ssm', 'secretsmanager'];
  const secretArns = [...new Set(kept('secretsmanager'))].sort();
  return [
    {
      sid: 'ReadParameters',
      why: 'Secrets that a service asks for, kept under the environment’s path or where its file says.',
      actions: ['ssm:GetParameters'],
      resources: [
        ...new Set([arnOf(environment, 'ssm', `parameter/prod-e/${name}/*`), ...kept('ssm').sort()]),
      ],
    },
    ...(secretArns.length === 0
      ? []
      : [
          {
            sid: 'ReadSecrets',
            why: 'Secrets that the environment’s file keeps in Secrets Manager.',
            actions: ['secretsmanager:GetSecretValue'],
            resources: secretArns,
          },
        ]),
    {
      sid: 'DecryptSecrets',
      why: 'Both stores encrypt by keys; used through them, and in no other way.',
      actions: ['kms:Decrypt'],
      resources: [arnOf(environment, 'kms', 'key/*')],
      when: {
        StringEquals: { 'kms:ViaService': stores.map((store) => `${store}.${region}.amazonaws.com`) },
      },
    },
  ];
}

const writeSamples = (environment: AwsEnvironment): Permission[] =>
  environment.remoteWrite
    ? [
        {
          sid: 'WriteSamples',
          why: 'Prometheus hands its samples on to the environment’s workspace.',
          actions: ['aps:RemoteWrite'],
          resources: [arnOf(environment, 'aps', `workspace/${environment.remoteWrite.workspace}`)],
        },
      ]
    : [];

/** ECS itself goes from one target group to the other, by a role of the service. */
const shiftTraffic = (environment: AwsEnvironment): Permission[] =>
  environment.rollout === 'blue-green'
    ? [
        {
          sid: 'SeeTraffic',
          why: 'ECS looks at the load balancer before it shifts traffic; AWS ties it to no resource.',
          actions: [
            'elasticloadbalancing:DescribeListeners',
            'elasticloadbalancing:DescribeRules',
            'elasticloadbalancing:DescribeTargetGroups',
            'elasticloadbalancing:DescribeTargetHealth',
          ],
          resources: any,
        },
        {
          sid: 'ShiftTraffic',
          why: 'In a blue/green rollout ECS moves traffic from one target group to the other.',
          actions: [
            'elasticloadbalancing:DeregisterTargets',
            'elasticloadbalancing:ModifyRule',
            'elasticloadbalancing:RegisterTargets',
          ],
          resources: ['listener-rule/app/*', 'targetgroup/*'].map((type) =>
            arnOf(environment, 'elasticloadbalancing', type),
          ),
          when: own(environment),
        },
      ]
    : [];
