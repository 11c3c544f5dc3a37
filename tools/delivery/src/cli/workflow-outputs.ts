import { appendFile } from 'node:fs/promises';

/**
 * Hands values to the later steps of a workflow, where there is one.
 *
 * @param file that of GitHub's `GITHUB_OUTPUT`
 */
export async function writeWorkflowOutputs(
  file: string | undefined,
  values: Record<string, string>,
): Promise<void> {
  if (!file) return;
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  await appendFile(file, lines.join(''));
}
