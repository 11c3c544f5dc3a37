import { execFile } from 'node:child_process';
import { UserError } from '@prod-e/errors';

export interface Git {
  /**
   * Runs git to its end.
   *
   * @returns its output, without white space around it
   * @throws UserError with what git said
   */
  run(...args: string[]): Promise<string>;
  /** The same where a failure is an answer: undefined. */
  try(...args: string[]): Promise<string | undefined>;
}

/** Git in a folder. What is secret goes into its environment and not into its arguments, which everyone can read. */
export function gitIn(folder: string, env: Record<string, string> = {}): Git {
  const run = (...args: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
      execFile('git', args, options, (error, stdout, stderr) => {
        if (error) reject(failureOf(args, error, stderr));
        else resolve(stdout.trim());
      });
    });
  return { run, try: (...args) => run(...args).catch(() => undefined) };
}

function failureOf(args: readonly string[], error: Error & { code?: unknown }, stderr: string): UserError {
  if (error.code === 'ENOENT') return new UserError('git is not installed', { next: 'npm run setup' });
  const said = stderr.split('\n').filter((line) => /^(fatal|error|remote): /.test(line));
  return new UserError(`git ${args[0] ?? ''} failed: ${said.join('; ') || stderr.trim()}`, { cause: error });
}
