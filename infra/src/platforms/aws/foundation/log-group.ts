import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';

/** A log group with the environment's key and retention. */
export const logGroup = (
  stack: TerraformStack,
  id: string,
  { environment, name, keyArn }: { environment: AwsEnvironment; name: string; keyArn: string },
): CloudwatchLogGroup =>
  new CloudwatchLogGroup(stack, id, {
    name,
    retentionInDays: environment.retentionDays,
    kmsKeyId: keyArn,
  });
