import { stat, writeFile } from 'node:fs/promises';
import { UserError } from '@prod-e/errors';
import { markdown, markdownHeadline } from '../templates/markdown.ts';
import type { Delivered, Delivery } from './delivery.ts';

/** GitHub shows nothing of a step's summary that is larger. */
const limitBytes = 1024 * 1024;

const fileVariable = 'GITHUB_STEP_SUMMARY';

/** Appends to the summary of the job of GitHub Actions that this runs in. Outside of one there is nobody to tell. */
export async function appendToJobSummary({ event, env, signal }: Delivery): Promise<Delivered> {
  const file = env[fileVariable];
  if (!file) {
    if (env['GITHUB_ACTIONS'] !== 'true') return 'skipped';
    throw new UserError(`the variable ${fileVariable} is not set`, {
      next: `give it to the process: GitHub Actions sets it for every step`,
    });
  }
  try {
    const room = limitBytes - (await sizeOf(file));
    // A blank line keeps it apart from what an earlier writer of the step left without an end.
    const fitting = [markdown(event), `${markdownHeadline(event)}\n`]
      .map((text) => `\n${text}`)
      .find((text) => Buffer.byteLength(text) <= room);
    if (fitting === undefined) throw full();
    await writeFile(file, fitting, { flag: 'a', signal });
    return 'sent';
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof UserError ? error : unwritable(error);
  }
}

const sizeOf = async (file: string): Promise<number> =>
  (
    await stat(file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { size: 0 };
      throw error;
    })
  ).size;

const full = (): UserError =>
  new UserError('the summary of this step has reached the 1 MiB that GitHub shows', {
    next: 'write less to it, or deploy in a step of its own',
  });

const unwritable = (error: unknown): UserError =>
  new UserError(`the file of ${fileVariable} cannot be written: ${(error as Error).message}`, {
    next: `check that ${fileVariable} names a file that this process may write`,
    cause: error,
  });
