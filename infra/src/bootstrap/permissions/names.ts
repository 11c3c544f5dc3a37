import { imageRepository, type AwsEnvironment } from '@prod-e/environment';
import type { Settings } from '../../settings.ts';
import { arnOf, named } from '../../platforms/aws/names.ts';
import { any, type Permission } from './permission.ts';

export const stateBucket = (environment: AwsEnvironment): string => `arn:aws:s3:::${environment.stateBucket}`;

/** States of the environment's stacks, and the locks beside them. */
export const stateObjects = (environment: AwsEnvironment): string =>
  `${stateBucket(environment)}/${environment.name}/*`;

export const ledgerTable = (environment: AwsEnvironment): string =>
  arnOf(environment, 'dynamodb', `table/${environment.ledger.table}`);

/** A role of the environment's, by the end of its name. */
export const roleArn = (environment: AwsEnvironment, what: string): string =>
  `arn:aws:iam::${environment.account}:role/${named(environment, what)}`;

/** The roles of tasks, and those by which ECS starts them. */
export const taskRoles = (environment: AwsEnvironment): string[] =>
  ['*-task', '*-execution'].map((what) => roleArn(environment, what));

/** The repository of a service, in the one registry. */
export const repositoryArn = ({ registry }: Pick<Settings, 'registry'>, service: string): string =>
  `arn:aws:ecr:${registry.region}:${registry.account}:repository/${imageRepository(service)}`;

/** Asking the registry which images it has, and what it found in them. */
export const registryReading = (settings: Pick<Settings, 'registry'>): Permission[] => [
  {
    sid: 'LoginToRegistry',
    why: 'A login is for a whole registry; what can be done with it say the permissions on its repositories.',
    actions: ['ecr:GetAuthorizationToken'],
    resources: any,
  },
  {
    sid: 'FindImages',
    why: 'An image that the registry has is not built again, and is named by its digest.',
    actions: [
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:DescribeImageScanFindings',
      'ecr:GetDownloadUrlForLayer',
    ],
    resources: [repositoryArn(settings, '*')],
  },
];
