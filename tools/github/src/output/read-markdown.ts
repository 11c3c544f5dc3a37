import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '@prod-e/errors';

/**
 * Reads a file that an earlier step has written.
 *
 * @throws UserError when it is not there: the step has failed
 */
export function readMarkdown(workspaceRoot: string, file: string, madeBy: string): string {
  try {
    return readFileSync(resolve(workspaceRoot, file), 'utf8').replace(/\r\n/g, '\n');
  } catch (cause) {
    throw new UserError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}`, {
      where: file,
      next: `see why the step before has not written it: ${madeBy}`,
      cause,
    });
  }
}
