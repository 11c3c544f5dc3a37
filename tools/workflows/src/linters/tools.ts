import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';

/** Programs that the set-up installs, by their paths in the workspace. */
const programs = { actionlint: '.prod-e/go/bin/actionlint', zizmor: '.prod-e/python/bin/zizmor' } as const;

export type Linter = keyof typeof programs;

export const linters = Object.keys(programs) as Linter[];

export const hasLinter = (workspaceRoot: string, linter: Linter): boolean =>
  existsSync(join(workspaceRoot, programs[linter]));

/**
 * Runs a linter in the workspace.
 *
 * @param found exit codes that do not tell of a failure
 * @returns its standard output
 * @throws UserError where it could not look
 */
export function runLinter(
  workspaceRoot: string,
  linter: Linter,
  args: readonly string[],
  found: readonly number[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      join(workspaceRoot, programs[linter]),
      args,
      { cwd: workspaceRoot, maxBuffer: 2 ** 26, env: { ...process.env, ZIZMOR_CONFIG: undefined } },
      (error, stdout, stderr) => {
        if (!error || found.includes(Number(error.code))) resolve(stdout);
        else reject(couldNotLook(linter, stderr || error.message));
      },
    );
  });
}

/** Its own words, without the stack trace that zizmor puts behind them. */
const couldNotLook = (linter: Linter, words: string): UserError =>
  new UserError(`${linter} could not look: ${words.split('\nStack backtrace')[0]?.trim() ?? ''}`, {
    where: programs[linter],
    next: 'put right what it names; npm run setup installs it anew',
  });
