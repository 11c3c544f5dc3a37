import type { AwsEnvironment } from '@prod-e/environment';
import { identitiesOf } from '../src/bootstrap/identities.ts';
import { boundary } from '../src/bootstrap/permissions/boundary.ts';
import { policyDocument, type PolicyPart } from '../src/bootstrap/permissions/permission.ts';
import { readPart } from '../src/bootstrap/permissions/read.ts';
import { accountOf, dev, prod, services, settings, staging } from './bootstrap.ts';
import type { Bounded, PolicyJson } from './iam.ts';

export const policyJson = ({ permissions }: PolicyPart): PolicyJson =>
  JSON.parse(policyDocument(permissions)) as PolicyJson;

/** A role of an account, with all that says what it may do. */
export function roleOf(
  id: string,
  name: string,
  environments: AwsEnvironment[] = [dev, staging, prod],
): Bounded {
  const account = accountOf(id, environments);
  const identity = identitiesOf(account, settings, services).find((each) => each.name === name);
  if (!identity) throw new Error(`no role ${name} in ${id}`);
  const { parts, reads } = identity;
  return {
    policies: [...parts, ...(reads ? [readPart(id)] : [])].map(policyJson),
    boundary: policyJson(boundary(account, settings)),
  };
}
