import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging/index.js';
import { stateBucketOf } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { privateBucket, type Place } from './private-bucket.ts';

export interface StateBucketProps {
  account: string;
  region: string;
  place: Place;
}

/**
 * Where Terraform's states of a region are kept, each beside the file by which it is locked; who read and wrote them is
 * kept in a second bucket.
 */
export function stateBucket(stack: TerraformStack, { account, region, place }: StateBucketProps): void {
  const name = stateBucketOf(account, region);
  const logs = `${name}-logs`;
  const id = `state-${region}`;
  const logBucket = privateBucket(stack, `${id}-logs`, {
    ...{ name: logs, place, oldVersionDays: 1, expireDays: 365 },
    allow: [
      {
        ...{ Sid: 'S3', Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${logs}/*` },
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Condition: {
          ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${name}` },
          StringEquals: { 'aws:SourceAccount': account },
        },
      },
    ],
  });
  const states = privateBucket(stack, id, {
    // A state that was damaged is put back from an older version: see docs/aws.md.
    ...{ name, place, oldVersionDays: 90 },
  });
  new S3BucketLoggingA(stack, `${id}-logging`, {
    ...{ ...place, bucket: states.id, targetBucket: logBucket.id, targetPrefix: 'state/' },
  });
}
