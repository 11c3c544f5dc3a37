import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';
import { savedPlanFile } from './saved-plan.ts';

/**
 * Makes the folder for a saved plan, or takes the plan out that was saved in it before. Whatever else is in a folder is
 * not ours to remove.
 *
 * @throws UserError (exit 2) when the folder holds something that is no saved plan
 */
export async function emptyPlanFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = await readdir(folder);
  const strangers = files.filter((file) => file !== savedPlanFile && !file.endsWith('.tfplan'));
  if (strangers.length > 0) {
    throw new UserError(
      `the folder holds something else than a saved plan: ${strangers.slice(0, 3).join(', ')}`,
      {
        where: folder,
        next: 'name a new folder, or an empty one',
        exit: exitCode.usage,
      },
    );
  }
  // The plan first: what is left of a removal that was cut short is no plan.
  for (const file of [savedPlanFile, ...files]) await rm(join(folder, file), { force: true });
}
