import type { AwsEnvironment } from '@prod-e/environment';
import { DataTerraformRemoteStateS3, S3Backend, type S3BackendConfig, type TerraformStack } from 'cdktf';

/** State in the account's bucket. */
export function s3Backend(stack: TerraformStack, environment: AwsEnvironment): void {
  lockedS3Backend(stack, stateOf(environment, stack.node.id));
}

/** State in a bucket, encrypted, locked by a file beside it. */
export function lockedS3Backend(stack: TerraformStack, where: S3BackendConfig): void {
  new S3Backend(stack, { ...where, encrypt: true });
  // CDKTF knows of locks in DynamoDB only, which Terraform has given up.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}

/** What another stack of the environment says of itself. */
export const remoteState = (stack: TerraformStack, environment: AwsEnvironment, other: string) =>
  new DataTerraformRemoteStateS3(stack, other, stateOf(environment, other));

function stateOf({ stateBucket, region, name, endpoint }: AwsEnvironment, stack: string) {
  return {
    ...{ bucket: stateBucket, key: `${name}/${stack}.tfstate`, region },
    ...(endpoint !== undefined && {
      ...{ endpoints: { s3: endpoint }, usePathStyle: true, skipS3Checksum: true },
      ...{ skipCredentialsValidation: true, skipMetadataApiCheck: true, skipRegionValidation: true },
      skipRequestingAccountId: true,
    }),
  };
}
