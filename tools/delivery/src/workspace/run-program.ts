import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';
import { compileCache } from './compile-cache.ts';

export interface Program {
  /** For the error: `the smoke test of web`. */
  what: string;
  /** TypeScript or JavaScript, in the workspace. */
  file: string;
  workspaceRoot: string;
  /** What it is told, over the environment of this process. */
  env: Record<string, string>;
  signal: AbortSignal;
  timeoutSeconds: number;
}

/**
 * Runs a program of the workspace's own to its end.
 *
 * @throws UserError with all that it printed, when it fails; what the signal is aborted with, when that is
 */
export async function runProgram(program: Program): Promise<void> {
  const { what, file, workspaceRoot, env, signal, timeoutSeconds } = program;
  try {
    await promisify(execFile)(process.execPath, [join(workspaceRoot, file)], {
      ...{ cwd: workspaceRoot, signal, timeout: timeoutSeconds * 1000 },
      env: { ...process.env, ...compileCache(workspaceRoot), ...env },
    });
  } catch (error) {
    signal.throwIfAborted();
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const printed = `${stdout}${stderr}`.trim() || message;
    throw new UserError(`${what} failed:\n${indent(printed)}`, { where: file });
  }
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
