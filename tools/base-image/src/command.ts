import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { UserError } from '@prod-e/errors';

export interface RunOptions {
  env?: Record<string, string>;
  /** A file that takes standard output; without it the output is returned. */
  stdoutFile?: string;
  signal?: AbortSignal | undefined;
}

export interface Outcome {
  code: number;
  stdout: string;
  /** Standard error, line by line. */
  errors: string[];
}

/**
 * Runs a program with an argument array, never through a shell.
 *
 * @returns its outcome, whatever the exit code
 * @throws UserError when the program is not installed; an AbortError when the signal fires
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const { env = {}, stdoutFile, signal } = options;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(signal && { signal }),
  });
  const stdout: Buffer[] = [];
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  const written = stdoutFile
    ? finished(child.stdout.pipe(createWriteStream(stdoutFile)))
    : child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    await written;
    return { code: code ?? 1, stdout: Buffer.concat(stdout).toString(), errors };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UserError(`${program} is not installed`, { next: 'npm run setup', cause: error });
    }
    throw error;
  }
}
