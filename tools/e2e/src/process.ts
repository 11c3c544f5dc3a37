import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

export interface Result {
  code: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
}

export interface Running {
  /** Process group's id. */
  pid: number;
  output(): string;
  /** Resolves when the output matches. */
  until(pattern: RegExp, seconds?: number): Promise<void>;
  /** Signals the whole group, as a terminal does. */
  signal(signal: NodeJS.Signals): void;
  ended: Promise<Result>;
}

interface Options {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export const run = (program: string, args: string[], options: Options): Promise<Result> =>
  start(program, args, options).ended;

export function start(program: string, args: string[], options: Options): Running {
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  // Nx colours its own lines whatever it is told.
  const output = () => stripVTControlCharacters(printed);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  }
  const pid = child.pid ?? 0;
  return {
    pid,
    output,
    until: async (pattern, seconds = 90) => {
      const deadline = Date.now() + seconds * 1000;
      while (!pattern.test(output())) {
        if (Date.now() > deadline || child.exitCode !== null) {
          throw new Error(`never printed ${String(pattern)}:\n${output()}`);
        }
        await sleep(20);
      }
    },
    signal: (signal) => process.kill(-pid, signal),
    ended: end(child).then((code) => ({ code, output: output() })),
  };
}

const end = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
