import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const output = await nameless();
  try {
    const inShell = ['sh', '-c', reportExitCode, 'sh', program, ...args];
    const child = await started('setsid', ['--fork', ...inShell], output, options).catch((error: unknown) => {
      // There is no setsid on macOS; a process group of its own keeps the terminal's signals away at least.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return started('sh', inShell.slice(1), output, options);
    });
    const code = await text(child.stdio[3] as Readable);
    // No report: it was killed.
    return {
      code: code === '' ? 1 : Number(code),
      output: await text(output.createReadStream({ start: 0 })),
    };
  } finally {
    await output.close().catch(() => undefined);
  }
}

/**
 * A file for what is printed, which is gone with the last process that has it open. A pipe would be closed with this
 * process, and end the program when it prints the next line.
 */
async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `prod-e-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}

function started(
  program: string,
  args: string[],
  { fd }: FileHandle,
  options: ApartOptions,
): Promise<ChildProcess> {
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', fd, fd, 'pipe'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('spawn', () => {
      resolve(child);
    });
  });
}
