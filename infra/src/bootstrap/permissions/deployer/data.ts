import type { AwsEnvironment } from '@prod-e/environment';
import { arnOf, named } from '../../../platforms/aws/names.ts';
import { ledgerTable } from '../names.ts';
import { any, type Permission, type PolicyPart } from '../permission.ts';
import { asOwn, own } from '../within.ts';

/** What outlives tasks: the ledger's table, file systems, the bucket of access logs, and the key. */
export const dataPart = (environment: AwsEnvironment): PolicyPart => ({
  name: 'data',
  about: 'table, file systems, buckets and key',
  permissions: [
    {
      sid: 'KeepLedgerTable',
      why: 'The table of the history, with its point-in-time recovery and deletion protection.',
      actions: [
        'dynamodb:CreateTable',
        'dynamodb:DeleteTable',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:UpdateContinuousBackups',
        'dynamodb:UpdateTable',
        'dynamodb:UpdateTimeToLive',
      ],
      resources: [ledgerTable(environment)],
    },
    ...fileSystems(environment),
    {
      sid: 'KeepBuckets',
      why: 'The load balancer’s access logs.',
      actions: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        's3:PutBucket*',
        's3:PutEncryptionConfiguration',
        's3:PutLifecycleConfiguration',
        's3:TagResource',
        's3:UntagResource',
      ],
      resources: [`arn:aws:s3:::${named(environment, '*')}`],
    },
    {
      sid: 'EmptyBuckets',
      why: 'A bucket is emptied before it is removed with its environment.',
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ListBucketVersions'],
      resources: [`arn:aws:s3:::${named(environment, '*')}`],
    },
    ...keys(environment),
  ],
});

const fileSystems = (environment: AwsEnvironment): Permission[] => [
  {
    sid: 'MakeFileSystems',
    why: 'What a service keeps, such as Prometheus’s samples.',
    actions: [
      'elasticfilesystem:CreateAccessPoint',
      'elasticfilesystem:CreateFileSystem',
      'elasticfilesystem:TagResource',
    ],
    resources: any,
    when: asOwn(environment),
  },
  {
    sid: 'ChangeFileSystems',
    why: 'Of the environment’s own.',
    actions: [
      'elasticfilesystem:CreateAccessPoint',
      'elasticfilesystem:CreateMountTarget',
      'elasticfilesystem:Delete*',
      'elasticfilesystem:ModifyMountTargetSecurityGroups',
      'elasticfilesystem:Put*',
      'elasticfilesystem:TagResource',
      'elasticfilesystem:UntagResource',
      'elasticfilesystem:UpdateFileSystem',
    ],
    resources: ['access-point/*', 'file-system/*'].map((type) =>
      arnOf(environment, 'elasticfilesystem', type),
    ),
    when: own(environment),
  },
];

const keys = (environment: AwsEnvironment): Permission[] => [
  {
    sid: 'MakeKey',
    why: 'One key for logs, topics and file systems.',
    actions: ['kms:CreateKey', 'kms:TagResource'],
    resources: any,
    when: asOwn(environment),
  },
  {
    sid: 'ChangeKey',
    why: 'Of the environment’s own. It can be taken out of use, with days to think it over, and not given to others.',
    actions: [
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:EnableKeyRotation',
      'kms:PutKeyPolicy',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
    ],
    resources: [arnOf(environment, 'kms', 'key/*')],
    when: own(environment),
  },
  {
    sid: 'NameKey',
    why: 'People know the key by its alias.',
    actions: ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
    resources: [arnOf(environment, 'kms', `alias/${named(environment, '*')}`)],
  },
  {
    sid: 'UseKey',
    why: 'Whoever publishes to an encrypted topic, or makes an encrypted file system or table, uses its key.',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: [arnOf(environment, 'kms', 'key/*')],
    when: own(environment),
  },
  {
    sid: 'LetAwsUseKey',
    why: 'File systems and tables use the key on their own afterwards, by a grant to AWS and to nobody else.',
    actions: ['kms:CreateGrant'],
    resources: [arnOf(environment, 'kms', 'key/*')],
    when: { ...own(environment), Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
];
