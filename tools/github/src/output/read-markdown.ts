import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
    throw unreadable(file, cause, `see why the step before has not written it: ${madeBy}`);
  }
}

/**
 * The Markdown files of a folder that earlier jobs have filled, or not: each had something to say or had not.
 *
 * @returns paths in the workspace, sorted; none where there is no such folder
 * @throws UserError when it is no folder
 */
export function markdownFilesIn(workspaceRoot: string, folder: string): string[] {
  try {
    const entries = readdirSync(resolve(workspaceRoot, folder), { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.md'));
    return files.map(({ name }) => join(folder, name)).sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(folder, cause, 'name a folder');
  }
}

const unreadable = (where: string, cause: unknown, next: string) =>
  new UserError(`${where} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}`, {
    ...{ where, next, cause },
  });
