import { imageRepository } from '@prod-e/environment';
import type { ITerraformDependable, TerraformStack } from 'cdktf';
import { arnOf } from '../names.ts';
import type { Statement } from '../policy.ts';
import type { ServiceProps } from './props.ts';
import { role, rolePolicy } from './roles.ts';
import { isParameter, resourceOf, secretsOf } from './secrets.ts';
import { taskTrust } from './task-trust.ts';

/** What ECS itself does to start a task: pulls its image, opens its log, reads its secrets. */
export function executionRole(
  stack: TerraformStack,
  props: ServiceProps,
  logGroupArn: string,
): { arn: string; policy: ITerraformDependable } {
  const what = 'execution';
  const created = role(stack, props, {
    what,
    description: `Starts tasks of ${props.resource}: image, log and secrets.`,
    trust: taskTrust(props.environment),
  });
  const statements = [...pull(props), log(logGroupArn), ...readSecrets(props)];
  return { arn: created.arn, policy: rolePolicy(stack, { what, role: created }, statements) };
}

function pull({ environment: { registry }, service: { definition } }: ServiceProps): Statement[] {
  if (registry.kind !== 'ecr') return [];
  const { account, region, namespace } = registry;
  const repository = [namespace, imageRepository(definition.name)].filter(Boolean).join('/');
  return [
    // AWS takes no resource here: a token of ECR is one of the whole registry.
    { Sid: 'SignIn', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    {
      ...{ Sid: 'PullImage', Effect: 'Allow' },
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: [`arn:aws:ecr:${region}:${account}:repository/${repository}`],
    },
  ];
}

const log = (logGroupArn: string): Statement => ({
  ...{ Sid: 'Log', Effect: 'Allow' },
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: [`${logGroupArn}:*`],
});

function readSecrets({ environment, service, foundation }: ServiceProps): Statement[] {
  const secrets = secretsOf(environment, service.definition);
  if (secrets.length === 0) return [];
  const parameters = secrets.filter(isParameter).map(resourceOf);
  const others = secrets.filter((secret) => !isParameter(secret)).map(resourceOf);
  const stores = ['ssm', 'secretsmanager'].map((store) => `${store}.${environment.region}.amazonaws.com`);
  // Those that the environment's file places may be under keys of their own, which their ARNs do not tell.
  const keys = environment.secrets[service.definition.name]
    ? arnOf(environment, 'kms', 'key/*')
    : foundation.keyArn;
  return [
    ...reading('ReadParameters', 'ssm:GetParameters', parameters),
    ...reading('ReadSecrets', 'secretsmanager:GetSecretValue', others),
    {
      ...{ Sid: 'DecryptSecrets', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [keys] },
      Condition: { StringEquals: { 'kms:ViaService': stores } },
    },
  ];
}

/** Several variables may be keys of one secret. */
const reading = (sid: string, action: string, arns: string[]): Statement[] =>
  arns.length === 0
    ? []
    : [{ Sid: sid, Effect: 'Allow', Action: [action], Resource: [...new Set(arns)].sort() }];
