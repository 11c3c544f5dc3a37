import type { AwsEnvironment } from '@prod-e/environment';
import type { Settings } from '../../settings.ts';
import { any, type PolicyPart } from './permission.ts';
import { ledgerTable, registryReading, stateObjects, stateBucket } from './names.ts';

/**
 * What a plan needs beside the settings of what is there: states and records, to read. It cannot lock a state, so
 * Terraform plans with `-lock=false`; what it read may be overtaken, but a saved plan of an older state is refused.
 */
export const plannerPart = (environments: AwsEnvironment[], settings: Settings): PolicyPart => ({
  name: 'plan',
  about: 'states, records and images, to read',
  permissions: [
    {
      sid: 'FindStates',
      why: 'Terraform has to learn whether a stack has a state yet. Names, not contents.',
      actions: ['s3:ListBucket'],
      resources: environments.map(stateBucket),
    },
    {
      sid: 'ReadStates',
      why: 'A plan starts from the last state. No secret is in one: stacks name secrets by their ARN.',
      actions: ['s3:GetObject'],
      resources: environments.map(stateObjects),
    },
    {
      sid: 'ReadLedger',
      why: 'What was last attempted and proven decides what a deployment would do.',
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resources: environments.map(ledgerTable),
    },
    ...registryReading(settings),
    {
      sid: 'NoSecretsNorWrites',
      why: 'A pull request runs code that nobody has reviewed. Whatever else is ever allowed to this role, it must not read a secret nor write a state, a lock, a record or an image.',
      effect: 'Deny',
      actions: [
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'ecr:Put*',
        's3:DeleteObject*',
        's3:PutObject*',
        'secretsmanager:BatchGetSecretValue',
        'secretsmanager:GetSecretValue',
        'ssm:GetParameter*',
      ],
      resources: any,
    },
  ],
});
