import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';
import type { z } from 'zod';

const run = promisify(execFile);

/** Whether a program is on the PATH. */
export async function isOnPath(program: string): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/**
 * Runs a program that prints JSON.
 *
 * @throws UserError when it fails, with its last words, or prints something else
 */
export async function jsonOf<T>(
  program: string,
  args: string[],
  schema: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<T> {
  // Scanners read files of the working folder that hide findings (.trivyignore, .grype.yaml). Ours is an empty one.
  const cwd = await mkdtemp(join(tmpdir(), 'prod-e-scan-'));
  const { stdout } = await run(program, args, { cwd, env: process.env, signal, maxBuffer: Infinity })
    .catch((cause: unknown) => {
      signal?.throwIfAborted();
      const { stderr, message } = cause as Error & { stderr?: string };
      const words = [stderr, message].find((text) => text?.trim()) ?? '';
      const last = words.trim().split('\n').slice(-3).join('\n');
      throw new UserError(`${program} failed: ${last}`, {
        where: [program, ...args].join(' '),
        next: 'run it by hand: it needs its vulnerability database, which it downloads',
        cause,
      });
    })
    .finally(() => rm(cwd, { recursive: true, force: true }));
  try {
    return schema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new UserError(`${program} printed something that is not its report`, {
      where: [program, ...args].join(' '),
      next: `use a version whose report is of the documented form (${program} --version says which it is)`,
      cause,
    });
  }
}
