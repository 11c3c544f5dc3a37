import type { Environment } from './environment.ts';
import { environmentPrefix } from './names.ts';

/** Path of what decides who may do what in an account: nothing that deploys may change anything below it. */
export const ciPath = '/ci/';

/** Names of the roles that a pipeline assumes, made by bootstrap. */
export const roleName = {
  /** Of each account that has an environment. */
  planner: 'prod-e-planner',
  /** Of the registry's account. */
  pusher: 'prod-e-pusher',
  /** Of an environment. */
  deployer: (environment: string): string => `${environmentPrefix(environment)}-deployer`,
};

export type Role = keyof typeof roleName;

export const roleArn = (account: string, name: string): string =>
  `arn:aws:iam::${account}:role${ciPath}${name}`;

/** Whom a job of a pipeline becomes. */
export interface Identity {
  /** ARN of a role. */
  role: string;
  region: string;
}

/**
 * Whom a job becomes for an environment.
 *
 * @returns `undefined` where it needs to be nobody: on the local platform, and to push to a registry that is no ECR
 */
export function identityFor(environment: Environment, role: Role): Identity | undefined {
  if (role === 'pusher') {
    const { registry } = environment;
    return registry.kind === 'ecr'
      ? { role: roleArn(registry.account, roleName.pusher), region: registry.region }
      : undefined;
  }
  if (environment.platform === 'local') return undefined;
  const { name, account, region } = environment;
  return { role: roleArn(account, role === 'planner' ? roleName.planner : roleName.deployer(name)), region };
}
