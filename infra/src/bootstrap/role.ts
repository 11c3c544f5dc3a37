import type { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import type { TerraformStack } from 'cdktf';
import { ciPath } from '@prod-e/environment';
import { trustOf } from './github.ts';
import type { Identity } from './identities.ts';
import { policyDocument, type PolicyPart } from './permissions/permission.ts';

/** A policy of the account that roles are given, or are bounded by. */
export const managedPolicy = (stack: TerraformStack, prefix: string, part: PolicyPart): IamPolicy =>
  new IamPolicy(stack, `${prefix}-${part.name}`, {
    ...{ name: `${prefix}-${part.name}`, path: ciPath },
    description: `prod-e: ${part.about.replaceAll('’', "'")}`,
    policy: policyDocument(part.permissions),
  });

export interface RoleProps {
  identity: Identity;
  boundary: IamPolicy;
  /** What reads what is there. */
  read: IamPolicy;
  /** Of GitHub's tokens. */
  provider: IamOpenidConnectProvider;
}

/** A role of the pipeline. */
export function role(stack: TerraformStack, props: RoleProps): void {
  const { identity, boundary, read, provider } = props;
  const { name, description, subjects, parts, reads } = identity;
  const created = new IamRole(stack, name, {
    ...{ name, description, path: ciPath },
    assumeRolePolicy: trustOf(provider.arn, subjects),
    permissionsBoundary: boundary.arn,
    // Longer than a job may take (.github/workflows/_deploy.yml), and no longer than needed.
    maxSessionDuration: 7200,
  });
  const policies = parts.map((part) => managedPolicy(stack, name, part));
  for (const policy of reads ? [read, ...policies] : policies) {
    new IamRolePolicyAttachment(stack, `${name}-${policy.node.id}`, {
      role: created.name,
      policyArn: policy.arn,
    });
  }
}
