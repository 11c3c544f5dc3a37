import { ciPath, environmentPrefix, roleArn, roleName, type AwsEnvironment } from '@prod-e/environment';

/** Name of what an environment has one of, such as `prod-e-dev-alarms`. */
export const named = ({ name }: AwsEnvironment, what: string): string => `${environmentPrefix(name)}-${what}`;

/** ARN of something of the environment's account and region. */
export const arnOf = ({ account, region }: AwsEnvironment, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** Log group of a service, or of another part of the environment. */
export const logGroupName = ({ name }: AwsEnvironment, what: string): string =>
  `/${environmentPrefix(name)}/${what}`;

/**
 * ARN of the permission boundary of an environment's task and execution roles, made by bootstrap. IAM refuses whoever
 * deploys to make a role without it.
 */
export const taskBoundaryArn = (environment: AwsEnvironment): string =>
  `arn:aws:iam::${environment.account}:policy${ciPath}${named(environment, 'tasks')}`;

/** ARN of the role that a pipeline deploys the environment by, made by bootstrap. */
export const deployerArn = ({ name, account }: AwsEnvironment): string =>
  roleArn(account, roleName.deployer(name));
