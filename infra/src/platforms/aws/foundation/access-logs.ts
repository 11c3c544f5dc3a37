import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';
import { policy } from '../policy.ts';

/**
 * Where the load balancer writes each request.
 *
 * @returns name of a bucket that it may write to already
 */
export function accessLogsBucket(stack: TerraformStack, environment: AwsEnvironment): string {
  const { account, region, retentionDays, deletionProtection } = environment;
  const { id: bucket, arn } = new S3Bucket(stack, 'access-logs', {
    // A bucket's name is one among all accounts.
    bucket: `${named(environment, 'logs')}-${account}-${region}`,
    forceDestroy: !deletionProtection,
  });
  new S3BucketPublicAccessBlock(stack, 'access-logs-public-access', {
    bucket,
    ...{ blockPublicAcls: true, blockPublicPolicy: true },
    ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
  });
  new S3BucketOwnershipControls(stack, 'access-logs-ownership', {
    bucket,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  new S3BucketServerSideEncryptionConfigurationA(stack, 'access-logs-encryption', {
    bucket,
    // The load balancer writes to no bucket with a key of ours.
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
  new S3BucketVersioningA(stack, 'access-logs-versioning', {
    bucket,
    versioningConfiguration: { status: 'Enabled' },
  });
  new S3BucketLifecycleConfiguration(stack, 'access-logs-lifecycle', {
    bucket,
    rule: [
      {
        ...{ id: 'expire', status: 'Enabled', filter: [{ prefix: '' }] },
        expiration: [{ days: retentionDays }],
        noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
      },
    ],
  });
  return new S3BucketPolicy(stack, 'access-logs-policy', {
    bucket,
    policy: policy(
      {
        ...{ Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: 's3:*' },
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        ...{ Sid: 'LoadBalancer', Effect: 'Allow', Action: 's3:PutObject' },
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        // The account in the path is that of the load balancer.
        Resource: `${arn}/AWSLogs/${account}/*`,
      },
    ),
  }).bucket;
}
