import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';

/**
 * Writes what a command was asked to write to a file, if it was.
 *
 * @throws UserError (exit 2) when it cannot be written
 */
export function writeOutput(file: string | undefined, text: () => string): void {
  if (file === undefined) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text());
  } catch (cause) {
    throw new UserError(`${file} cannot be written: ${(cause as Error).message}`, {
      next: 'name a file in a folder that you may write to',
      exit: exitCode.usage,
      cause,
    });
  }
}
