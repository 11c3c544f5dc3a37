import { awsEnvironment, bootstrap, dev, ofType, work, type ResourceJson } from '../../test/bootstrap.ts';

const elsewhere = awsEnvironment('elsewhere', work, { region: 'us-east-1' });
const stack = bootstrap({ environments: [dev, elsewhere] })[work];
const buckets = ofType(stack, 'aws_s3_bucket');

/** What is said of a bucket by a resource of its own. */
function about(type: string, id: string): ResourceJson {
  const found = ofType(stack, type).find(([, { bucket }]) => bucket === `\${aws_s3_bucket.${id}.id}`);
  if (!found) throw new Error(`no ${type} of ${id}`);
  return found[1];
}

describe('buckets of states', () => {
  it('are one in each region of the account, each with one for who used it', () => {
    expect(buckets.map(([, { bucket, region }]) => [bucket, region])).toEqual([
      // That of the stack's provider.
      ['prod-e-state-111111111111-eu-central-1', undefined],
      ['prod-e-state-111111111111-eu-central-1-logs', undefined],
      ['prod-e-state-111111111111-us-east-1', 'us-east-1'],
      ['prod-e-state-111111111111-us-east-1-logs', 'us-east-1'],
    ]);
  });

  it('have names that S3 takes', () => {
    for (const [, { bucket }] of buckets) expect(String(bucket).length).toBeLessThanOrEqual(63);
  });

  it('are those that the environments look into', () => {
    expect(buckets.map(([, { bucket }]) => bucket)).toEqual(
      expect.arrayContaining([dev.stateBucket, elsewhere.stateBucket]),
    );
  });

  it.each(['state-eu-central-1', 'state-us-east-1'])(
    '%s keeps old versions for 90 days, and states for ever',
    (id) => {
      expect(about('aws_s3_bucket_lifecycle_configuration', id)['rule']).toEqual([
        {
          id: 'clean-up',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          expiration: [{ expired_object_delete_marker: true }],
          noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ]);
    },
  );

  it('tell the other who read and wrote them', () => {
    expect(about('aws_s3_bucket_logging', 'state-eu-central-1')).toMatchObject({
      target_bucket: '${aws_s3_bucket.state-eu-central-1-logs.id}',
      target_prefix: 'state/',
    });
  });
});

describe.each(buckets)('bucket %s', (id, bucket) => {
  it('is never removed by Terraform', () => {
    expect(bucket.lifecycle).toEqual({ prevent_destroy: true });
    expect(bucket).not.toHaveProperty('force_destroy');
  });

  it('is encrypted, as Terraform asks for', () => {
    expect(about('aws_s3_bucket_server_side_encryption_configuration', id)['rule']).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });

  it('is versioned', () => {
    expect(about('aws_s3_bucket_versioning', id)['versioning_configuration']).toEqual({ status: 'Enabled' });
  });

  it('is closed to the public in all four ways', () => {
    expect(about('aws_s3_bucket_public_access_block', id)).toMatchObject({
      ...{ block_public_acls: true, block_public_policy: true },
      ...{ ignore_public_acls: true, restrict_public_buckets: true },
    });
  });

  it('belongs to its owner with all that is in it', () => {
    expect(about('aws_s3_bucket_ownership_controls', id)['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    });
  });

  it('is refused without TLS', () => {
    const { Statement } = JSON.parse(String(about('aws_s3_bucket_policy', id)['policy'])) as {
      Statement: unknown[];
    };
    expect(Statement).toContainEqual({
      ...{ Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: 's3:*' },
      Resource: [`\${aws_s3_bucket.${id}.arn}`, `\${aws_s3_bucket.${id}.arn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });
});
