import { idleSuppressions } from './linters/idle.ts';
import { runActionlint } from './linters/actionlint.ts';
import { hasLinter, linters, type Linter } from './linters/tools.ts';
import { runZizmor } from './linters/zizmor.ts';
import type { Workflow } from './model/workflow.ts';
import { readWorkflows } from './model/read.ts';
import type { Problem } from './problem.ts';
import { inventory, rules } from './rules/index.ts';
import { checkUpdates } from './updates.ts';

export interface Outcome {
  problems: Problem[];
  /** What did not look, since it is not installed. */
  missing: Linter[];
}

/**
 * Checks the workflows and composite actions of a workspace by everything that there is.
 *
 * @throws UserError where a file is no workflow, or a linter could not look
 */
export async function checkWorkflows(workspaceRoot: string): Promise<Outcome> {
  const workflows = readWorkflows(workspaceRoot);
  const missing = linters.filter((linter) => !hasLinter(workspaceRoot, linter));
  const found = linters
    .filter((linter) => !missing.includes(linter))
    .map((linter) => look[linter](workspaceRoot, workflows));
  return {
    problems: [
      ...checkRules(workflows),
      ...checkUpdates(workspaceRoot),
      ...(await Promise.all(found)).flat(),
    ],
    missing,
  };
}

const look: Record<Linter, (workspaceRoot: string, workflows: readonly Workflow[]) => Promise<Problem[]>> = {
  actionlint: runActionlint,
  zizmor: async (workspaceRoot) => [
    ...(await runZizmor(workspaceRoot)),
    ...(await idleSuppressions(workspaceRoot)),
  ],
};

/** What rules of ours say of workflows that were read together. */
export const checkRules = (workflows: readonly Workflow[]): Problem[] => [
  ...rules.flatMap(({ check }) => workflows.flatMap(check)),
  ...inventory.flatMap(({ check }) => check(workflows)),
];
