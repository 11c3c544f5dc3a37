import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import type { TerraformStack } from 'cdktf';
import { policy, type Statement } from '../platforms/aws/policy.ts';

/** Where a resource is, when that is another region than the stack's. */
export interface Place {
  region?: string;
}

export interface PrivateBucketProps {
  /** Its name, one among all accounts. */
  name: string;
  place: Place;
  /** How long a version is kept that another has taken the place of. */
  oldVersionDays: number;
  /** How long an object is kept at all; for ever, where this is not told. */
  expireDays?: number;
  /** Statements of its policy beside the one that wants TLS. */
  allow?: Statement[];
}

/**
 * A bucket that is versioned, encrypted, reached by TLS alone, and by nobody from outside; Terraform refuses to remove it.
 *
 * @param id stem of the ids of its parts
 */
export function privateBucket(stack: TerraformStack, id: string, props: PrivateBucketProps): S3Bucket {
  const { name, place, oldVersionDays, expireDays, allow = [] } = props;
  const bucket = new S3Bucket(stack, id, {
    ...{ ...place, bucket: name, lifecycle: { preventDestroy: true } },
  });
  const of = { ...place, bucket: bucket.id };
  new S3BucketPublicAccessBlock(stack, `${id}-public-access`, {
    ...of,
    ...{ blockPublicAcls: true, blockPublicPolicy: true },
    ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
  });
  new S3BucketOwnershipControls(stack, `${id}-ownership`, {
    ...{ ...of, rule: { objectOwnership: 'BucketOwnerEnforced' } },
  });
  new S3BucketServerSideEncryptionConfigurationA(stack, `${id}-encryption`, {
    ...of,
    // S3's own key: Terraform's `encrypt` asks for that one, and S3 delivers logs to no bucket with a key of ours.
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
  new S3BucketVersioningA(stack, `${id}-versioning`, {
    ...{ ...of, versioningConfiguration: { status: 'Enabled' } },
  });
  new S3BucketLifecycleConfiguration(stack, `${id}-lifecycle`, {
    ...of,
    rule: [
      {
        ...{ id: 'clean-up', status: 'Enabled', filter: [{ prefix: '' }] },
        // A lock that is removed leaves a marker behind.
        expiration: [expireDays === undefined ? { expiredObjectDeleteMarker: true } : { days: expireDays }],
        noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
      },
    ],
  });
  new S3BucketPolicy(stack, `${id}-policy`, { ...of, policy: policy(tlsOnly(bucket.arn), ...allow) });
  return bucket;
}

const tlsOnly = (arn: string): Statement => ({
  ...{ Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: 's3:*' },
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
