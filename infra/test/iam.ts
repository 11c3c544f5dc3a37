/** What a statement of a policy has, as IAM reads it. */
interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export interface PolicyJson {
  Version: string;
  Statement: Statement[];
}

/** A call as IAM sees it: what is asked, of which resource, with which keys of its context. */
export interface Call {
  action: string;
  resource: string;
  context?: Record<string, string | string[]>;
}

export interface Bounded {
  policies: PolicyJson[];
  boundary: PolicyJson;
}

/**
 * Whether IAM lets a role do something: denied by none, and allowed both by one of its policies and by its boundary.
 * As much of IAM's logic as our policies use; an operator that is not known is an error.
 */
export function allows({ policies, boundary }: Bounded, call: Call): boolean {
  const all = [...policies, boundary].flatMap(({ Statement }) => Statement);
  const says = (statements: Statement[], effect: Statement['Effect']) =>
    statements.some((statement) => statement.Effect === effect && applies(statement, call));
  return (
    !says(all, 'Deny') &&
    says(boundary.Statement, 'Allow') &&
    says(
      policies.flatMap(({ Statement }) => Statement),
      'Allow',
    )
  );
}

function applies(statement: Statement, { action, resource, context = {} }: Call): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  return (
    (Action === undefined ? !someLike(NotAction, action, 'i') : someLike(Action, action, 'i')) &&
    (Resource === undefined ? !someLike(NotResource, resource) : someLike(Resource, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, context[key])),
    )
  );
}

function holds(operator: string, wanted: string | string[], given: string | string[] | undefined): boolean {
  const values = given === undefined ? [] : [given].flat();
  const oneOf = [wanted].flat();
  switch (operator) {
    case 'Bool':
    case 'StringEquals':
      return values.some((value) => oneOf.includes(value));
    case 'StringEqualsIfExists':
      return values.every((value) => oneOf.includes(value));
    // Also where the key is absent.
    case 'StringNotEquals':
      return !values.some((value) => oneOf.includes(value));
    case 'ArnLike':
    case 'StringLike':
      return values.some((value) => someLike(wanted, value));
    case 'ForAllValues:StringLike':
      return values.every((value) => someLike(wanted, value));
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

const someLike = (patterns: string | string[] | undefined, value: string, flags = ''): boolean =>
  [patterns ?? []].flat().some((pattern) => like(pattern, flags).test(value));

const like = (pattern: string, flags: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  );
