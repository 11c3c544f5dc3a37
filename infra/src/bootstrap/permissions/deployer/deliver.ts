import type { AwsEnvironment } from '@prod-e/environment';
import type { Settings } from '../../../settings.ts';
import { arnOf, logGroupName, named } from '../../../platforms/aws/names.ts';
import { ledgerTable, registryReading, stateBucket, stateObjects } from '../names.ts';
import type { PolicyPart } from '../permission.ts';

/** What a deployment itself asks and writes, beside what Terraform makes. */
export const deliverPart = (environment: AwsEnvironment, settings: Settings): PolicyPart => ({
  name: 'deliver',
  about: 'states, records, images and notifications',
  permissions: [
    {
      sid: 'FindStates',
      why: 'Terraform has to learn whether a stack has a state yet. Names, not contents.',
      actions: ['s3:ListBucket'],
      resources: [stateBucket(environment)],
    },
    {
      sid: 'WriteStates',
      why: 'The states of this environment’s stacks, and the locks beside them.',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [stateObjects(environment)],
    },
    {
      sid: 'UnlockStates',
      why: 'A lock is a file that is removed. States are never removed: a destroyed stack’s stays, empty.',
      actions: ['s3:DeleteObject'],
      resources: [`${stateObjects(environment)}.tflock`],
    },
    {
      sid: 'WriteLedger',
      why: 'The history of this environment, and the lease by which one machine at a time deploys to it.',
      actions: [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      resources: [ledgerTable(environment)],
    },
    ...registryReading(settings),
    {
      sid: 'ReadLogs',
      why: 'The last lines of a task that failed stand under the table of its deployment.',
      actions: ['logs:GetLogEvents'],
      resources: [arnOf(environment, 'logs', `log-group:${logGroupName(environment, '*')}`)],
    },
    {
      sid: 'Notify',
      why: 'Those who are told of deployments by mail are told through a topic.',
      actions: ['sns:Publish'],
      resources: topics(environment),
    },
  ],
});

/** The environment's own, and those that its notifications name. */
function topics(environment: AwsEnvironment): string[] {
  const told = environment.notifications.flatMap((channel) =>
    channel.kind === 'email' ? [channel.topicArn] : [],
  );
  return [...new Set([arnOf(environment, 'sns', named(environment, '*')), ...told])];
}
