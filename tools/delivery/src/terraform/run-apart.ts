import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface ApartOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export interface ApartResult {
  code: number;
  /** Standard output and standard error, as they came. */
  output: string;
}

/** Runs its arguments, and says on the fourth descriptor how they ended: whoever is apart has no parent to tell. */
const reportExitCode = '"$@"; echo $? >&3';

/**
 * Runs a program as nobody's child, in a session of its own. Nx ends a task by signalling every descendant of it, and a
 * terminal every process of its group; neither must stop a change half-way, when the old container is gone and the new
 * one not yet there. The program ends by itself, even if this process does not live to see it.
 */
export async function runApart(program: string, args: string[], options: ApartOptions): Promise<ApartResult> {
  const inShell = ['sh', '-c', reportExitCode, 'sh', program, ...args];
  const child = await started('setsid', ['--fork', ...inShell], options).catch((error: unknown) => {
    // There is no setsid on macOS; a process group of its own keeps the terminal's signals away at least.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return started('sh', inShell.slice(1), options);
  });
  let output = '';
  const collect = async (stream: Readable) => {
    for await (const chunk of stream) output += String(chunk);
  };
  const [, stdout, stderr, report] = child.stdio as unknown as [null, Readable, Readable, Readable];
  const [code] = await Promise.all([text(report), collect(stdout), collect(stderr)]);
  // No report: it was killed.
  return { code: code === '' ? 1 : Number(code), output };
}

function started(program: string, args: string[], options: ApartOptions): Promise<ChildProcess> {
  const child = spawn(program, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('spawn', () => {
      resolve(child);
    });
  });
}
