import { z } from 'zod';
import type { Workflow } from '../model/workflow.ts';
import type { Problem } from '../problem.ts';
import { runLinter } from './tools.ts';

const findings = z.array(
  z.object({ message: z.string(), filepath: z.string(), line: z.number(), kind: z.string() }),
);

/**
 * What actionlint finds in workflows, and shellcheck, where it is installed, in what they run. Of an action it looks at
 * the inputs, where a workflow uses it.
 */
export async function runActionlint(
  workspaceRoot: string,
  workflows: readonly Workflow[],
): Promise<Problem[]> {
  const files = workflows.filter(({ kind }) => kind === 'workflow').map(({ file }) => file);
  if (files.length === 0) return [];
  // Python in a workflow is a script that no rule of ours would let pass: pyflakes may be there or not.
  const args = ['-format', '{{json .}}', '-pyflakes=', ...files];
  const output = await runLinter(workspaceRoot, 'actionlint', args, [1]);
  return findings.parse(JSON.parse(output)).map(({ message, filepath, line, kind }) => ({
    ...{ file: filepath, line, says: `actionlint: ${message}` },
    next: `see its documentation of ${kind}; there are no exceptions`,
  }));
}
