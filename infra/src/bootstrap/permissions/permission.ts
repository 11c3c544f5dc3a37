/** Operators, with the keys that they compare and the values allowed: as a policy's `Condition`. */
export type Conditions = Record<string, Record<string, string | string[]>>;

/** Something that a role may do, or, denied, must not: a statement of its policy, and a line of `docs/roles.md`. */
export interface Permission {
  /** Letters and digits: the statement's `Sid`. */
  sid: string;
  /** Why it is needed, as a sentence. */
  why: string;
  effect?: 'Deny';
  actions: string[] | { allBut: string[] };
  resources: string[] | { allBut: string[] };
  when?: Conditions;
}

/** Permissions that go into one policy. */
export interface PolicyPart {
  /** Ends the policy's name: `network`. */
  name: string;
  /** What the part is about, as a clause: `the VPC`. */
  about: string;
  permissions: Permission[];
}

/** The policy document of permissions, as IAM reads it. */
export const policyDocument = (permissions: Permission[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: permissions.map(statement) });

const statement = ({ sid, effect, actions, resources, when }: Permission) => ({
  Sid: sid,
  Effect: effect ?? 'Allow',
  ...(Array.isArray(actions) ? { Action: actions } : { NotAction: actions.allBut }),
  ...(Array.isArray(resources) ? { Resource: resources } : { NotResource: resources.allBut }),
  ...(when && { Condition: when }),
});

/** Resources that cannot be named before they are there, or actions that AWS ties to none. */
export const any = ['*'];
