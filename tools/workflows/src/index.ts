export { checkRules, checkWorkflows, type Outcome } from './check.ts';
export { parseWorkflow } from './model/parse.ts';
export { link } from './model/link.ts';
export { readWorkflows } from './model/read.ts';
export type { Job, Permissions, Step, Use, Workflow } from './model/workflow.ts';
export { deploys, publishes } from './model/what-jobs-do.ts';
export { describeProblem, type Problem } from './problem.ts';
export { inventory, rules, type Rule } from './rules/index.ts';
