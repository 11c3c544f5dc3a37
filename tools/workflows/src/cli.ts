import { exitCode, UserError } from '@prod-e/errors';
import { checkWorkflows } from './check.ts';
import { describeProblem } from './problem.ts';

export interface Surroundings {
  workspaceRoot: string;
  isCi: boolean;
  print: (line: string) => void;
}

/**
 * `npm run workflows`: says what is wrong with the workflows.
 *
 * @returns the exit code: 1 in CI also where a linter is missing
 * @throws UserError where they cannot be checked
 */
export async function main(
  args: readonly string[],
  { workspaceRoot, isCi, print }: Surroundings,
): Promise<number> {
  if (args.length > 0) {
    throw new UserError(`no such option: ${args.join(' ')}`, {
      next: 'npm run workflows, which takes none',
      exit: exitCode.usage,
    });
  }
  const { problems, missing } = await checkWorkflows(workspaceRoot);
  for (const problem of problems) print(describeProblem(problem));
  for (const linter of missing) print(`skipped: ${linter} is not installed (npm run setup)`);
  print(problems.length === 0 ? 'workflows: nothing is wrong' : `workflows: ${problems.length} problems`);
  return problems.length > 0 || (isCi && missing.length > 0) ? exitCode.failed : 0;
}
