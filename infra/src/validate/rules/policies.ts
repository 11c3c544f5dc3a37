import {
  blocks,
  dataOf,
  resourcesOf,
  texts,
  type Resource,
  type Synthesized,
  type Values,
} from '../synthesized.ts';
import { broken, type Broken, type Rule } from './rule.ts';

/** A statement of a policy, however it was written. */
interface Statement {
  resource: Resource;
  allows: boolean;
  actions: string[];
  resources: string[];
  /** Of a policy on a resource, in which `*` is that resource itself. */
  principals?: string[];
  conditions: number;
  /** A policy that nothing can be said of. */
  unreadable?: true;
}

/** No wildcard of actions on every resource. */
export const wideStatements: Rule = ruleOn(({ allows, actions, resources, principals }) =>
  allows && !principals && resources.includes('*') && actions.some((action) => action.includes('*'))
    ? `allows ${actions.join(', ')} on *`
    : undefined,
);

/** No policy on a resource lets everybody in. */
export const openResources: Rule = ruleOn(({ allows, principals, conditions, actions }) =>
  allows && principals?.includes('*') && conditions === 0
    ? `lets everybody ${actions.join(', ')}`
    : undefined,
);

/** A role is handed on only by name, and to one service of AWS. */
export const passedRoles: Rule = ruleOn(({ allows, actions, resources, conditions }) =>
  allows &&
  actions.includes('iam:PassRole') &&
  (resources.some((arn) => arn.endsWith('*')) || conditions === 0)
    ? 'iam:PassRole on any role, or to any service'
    : undefined,
);

/** A policy in a form that the rules above cannot look into would pass them all. */
export const readablePolicies: Rule = ruleOn(({ unreadable }) =>
  unreadable
    ? 'is written by a function of Terraform; use JSON.stringify or aws_iam_policy_document'
    : undefined,
);

function ruleOn(problem: (statement: Statement) => string | undefined): Rule {
  return (synthesized): Broken[] =>
    statementsOf(synthesized).flatMap((statement) => broken(statement.resource, problem(statement)));
}

const statementsOf = (synthesized: Synthesized): Statement[] => [
  ...dataOf(synthesized, 'aws_iam_policy_document').flatMap((resource) =>
    blocks(resource.values, 'statement').map((block) => ofBlock(resource, block)),
  ),
  ...resourcesOf(synthesized).flatMap((resource) =>
    allTexts(resource.values).flatMap((text) => ofText(resource, text)),
  ),
];

function ofBlock(resource: Resource, block: Values): Statement {
  const principals = blocks(block, 'principals').flatMap(({ identifiers }) => texts(identifiers));
  return {
    resource,
    allows: block['effect'] !== 'Deny',
    actions: texts(block['actions']),
    resources: texts(block['resources']),
    ...(blocks(block, 'principals').length > 0 && { principals }),
    conditions: blocks(block, 'condition').length,
  };
}

/** A text that is a policy in JSON. */
function ofText(resource: Resource, text: string): Statement[] {
  if (!text.includes('Statement')) return [];
  try {
    return blocks(JSON.parse(text) as Values, 'Statement').map((statement) => ofJson(resource, statement));
  } catch {
    const nothing = { allows: false, actions: [], resources: [], conditions: 0 };
    return [{ resource, ...nothing, unreadable: true }];
  }
}

function ofJson(resource: Resource, statement: Values): Statement {
  const principal = statement['Principal'];
  return {
    resource,
    allows: statement['Effect'] !== 'Deny',
    actions: texts(statement['Action']),
    resources: texts(statement['Resource']),
    ...(principal !== undefined && { principals: allTexts(principal) }),
    conditions: Object.keys((statement['Condition'] as Values | undefined) ?? {}).length,
  };
}

/** Every text at any depth. */
function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(allTexts) : [];
}
