import { appendFileSync } from 'node:fs';
import { UserError } from '@prod-e/errors';

const fileVariable = 'GITHUB_STEP_SUMMARY';

/**
 * Appends Markdown to the summary of the job that this runs in; outside of one it is printed.
 *
 * @returns whether there is a summary
 * @throws UserError when the summary cannot be written
 */
export function addToSummary(
  markdown: string,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): boolean {
  const file = env[fileVariable];
  if (!file) {
    print(markdown);
    return false;
  }
  try {
    // A blank line keeps it apart from what an earlier writer of the step left without an end.
    appendFileSync(file, `\n${markdown.trimEnd()}\n`);
    return true;
  } catch (cause) {
    throw new UserError(`the file of ${fileVariable} cannot be written: ${(cause as Error).message}`, {
      next: `check that ${fileVariable} names a file that this process may write`,
      cause,
    });
  }
}
