import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs the `docker` command with an argument array, never a shell string.
 *
 * @returns standard output, trimmed
 * @throws Error whose message is what the engine said
 */
export async function docker(...args: string[]): Promise<string> {
  try {
    const { stdout } = await run('docker', args, { env: process.env, maxBuffer: 16 * 1024 * 1024 });
    return stdout.trim();
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    const said = stderr.trim() === '' ? message : stderr.trim();
    throw new Error(`docker ${args[0] ?? ''}: ${said}`, { cause: error });
  }
}

/** The same, but `undefined` where the thing asked for is not there. */
export async function dockerIfThere(...args: string[]): Promise<string | undefined> {
  try {
    return await docker(...args);
  } catch (error) {
    if (error instanceof Error && /no such|not found/i.test(error.message)) return undefined;
    throw error;
  }
}
