import { AwsProvider, type AwsProviderEndpoints } from '@cdktf/provider-aws/lib/provider/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { emulated } from './emulated.ts';

/** Pinned: that which the bindings were made from. */
const providerVersion = '6.25.0';

/**
 * The provider of a stack. What it makes carries the tags of its environment and service, never those of a commit: a
 * push would then touch everything.
 *
 * @param service of a service's stack
 */
export function awsProvider(
  stack: TerraformStack,
  { account, region, name, endpoint }: Pick<AwsEnvironment, 'account' | 'region' | 'name' | 'endpoint'>,
  service: string,
): void {
  stack.addOverride('terraform.required_providers.aws.version', providerVersion);
  new AwsProvider(stack, 'aws', {
    region,
    // Credentials of another account are refused before anything is read.
    allowedAccountIds: [account],
    defaultTags: [{ tags: { environment: name, service, 'managed-by': 'prod-e' } }],
    ...(endpoint !== undefined && {
      ...emulated,
      s3UsePathStyle: true,
      endpoints: [endpointsAt(endpoint)],
    }),
  });
}

/** The services of AWS that an environment is made of, by the provider's names for them. */
const services = [
  ...['acm', 'applicationautoscaling', 'budgets', 'cloudwatch', 'cloudwatchlogs', 'dynamodb', 'ec2', 'ecr'],
  ...['ecs', 'efs', 'elasticloadbalancingv2', 'eventbridge', 'iam', 'kms', 'route53', 's3', 's3Control'],
  ...['servicediscovery', 'sns', 'sqs', 'ssm', 'sts'],
] as const satisfies readonly (keyof AwsProviderEndpoints)[];

const endpointsAt = (endpoint: string): AwsProviderEndpoints =>
  Object.fromEntries(services.map((service) => [service, endpoint]));
