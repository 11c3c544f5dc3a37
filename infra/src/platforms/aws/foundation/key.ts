import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { arnOf, deployerArn, logGroupName, named } from '../names.ts';
import { policy, type Statement } from '../policy.ts';
import { insightsLogGroup } from './cluster.ts';

/**
 * The environment's key, of its logs, topic and file systems.
 *
 * @returns its ARN
 */
export function key(stack: TerraformStack, environment: AwsEnvironment): string {
  const { name, deletionProtection } = environment;
  const { arn, keyId } = new KmsKey(stack, 'key', {
    description: `Logs, topics and file systems of the environment ${name}.`,
    enableKeyRotation: true,
    // Days in which a deletion can be taken back: the most and the least that there are.
    deletionWindowInDays: deletionProtection ? 30 : 7,
    policy: policy(
      owner(environment),
      ...deployer(environment),
      logs(environment),
      ...publishers(environment),
    ),
  });
  new KmsAlias(stack, 'key-alias', { name: `alias/${named(environment, 'key')}`, targetKeyId: keyId });
  return arn;
}

// In a key's policy `*` is the key itself.
const Resource = '*';

/** Without it nobody could change the key any more; who may, say the account's own policies. */
const owner = ({ account }: AwsEnvironment): Statement => ({
  ...{ Sid: 'Owner', Effect: 'Allow', Action: 'kms:*', Resource },
  Principal: { AWS: `arn:aws:iam::${account}:root` },
});

/**
 * It has these rights by the key's tag as well (`infra/src/bootstrap/permissions/deployer/data.ts`), which KMS may take
 * minutes to know: too long for the very apply that makes the key.
 */
function deployer(environment: AwsEnvironment): Statement[] {
  const allow = { Effect: 'Allow', Principal: { AWS: deployerArn(environment) }, Resource } as const;
  return [
    {
      ...{ Sid: 'Deployer', ...allow },
      Action: [
        'kms:CreateAlias',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:EnableKeyRotation',
        'kms:GenerateDataKey*',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:ListResourceTags',
        'kms:PutKeyPolicy',
        'kms:TagResource',
      ],
    },
    {
      ...{ Sid: 'DeployerForAws', ...allow, Action: 'kms:CreateGrant' },
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}

const logs = (environment: AwsEnvironment): Statement => ({
  ...{ Sid: 'Logs', Effect: 'Allow', Resource },
  Principal: { Service: `logs.${environment.region}.amazonaws.com` },
  Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
  Condition: {
    ArnLike: {
      'kms:EncryptionContext:aws:logs:arn': [
        logGroupName(environment, '*'),
        insightsLogGroup(environment),
      ].map((name) => arnOf(environment, 'logs', `log-group:${name}`)),
    },
  },
});

/** Those that publish to an encrypted topic. */
function publishers({ account }: AwsEnvironment): Statement[] {
  const Action = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  return [
    {
      ...{ Sid: 'AlarmsAndBudgets', Effect: 'Allow', Action, Resource },
      Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
    // EventBridge does not tell KMS on whose behalf it publishes: a condition would silence it.
    {
      ...{ Sid: 'Events', Effect: 'Allow', Action, Resource },
      Principal: { Service: 'events.amazonaws.com' },
    },
  ];
}
