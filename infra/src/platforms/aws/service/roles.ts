import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { TerraformStack } from 'cdktf';
import { fit } from '../fit.ts';
import { taskBoundaryArn } from '../names.ts';
import { policy, type Statement } from '../policy.ts';
import type { ServiceProps } from './props.ts';

/** IAM takes no longer names of roles. */
const roleNameLength = 64;

export interface RoleProps {
  /** End of its name, by which the deployer's permissions know it: `task`, `execution`, `infrastructure`. */
  what: string;
  description: string;
  trust: Statement;
}

/** A role of the service's own. */
export const role = (
  stack: TerraformStack,
  { environment, resource }: ServiceProps,
  { what, description, trust }: RoleProps,
): IamRole =>
  new IamRole(stack, `${what}-role`, {
    name: `${fit(resource, roleNameLength - what.length - 1)}-${what}`,
    description,
    assumeRolePolicy: policy(trust),
    permissionsBoundary: taskBoundaryArn(environment),
  });

/** What a role may do. */
export const rolePolicy = (
  stack: TerraformStack,
  { what, role: { name } }: { what: string; role: IamRole },
  statements: Statement[],
): IamRolePolicy =>
  new IamRolePolicy(stack, `${what}-policy`, { name: what, role: name, policy: policy(...statements) });
