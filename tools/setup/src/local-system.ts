import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Finished, Launched, System } from './system.ts';

/** Where daemons are, which the PATH of a user who is not root leaves out. */
const daemonFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The machine that this runs on. */
export function localSystem(workspace: string): System {
  return {
    workspace,
    env: process.env,
    isRoot: userInfo().uid === 0,
    say: (line) => {
      console.log(line);
    },
    exists: existsSync,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
    read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    has: isOnPath,
    run: (program, args) => finish(program, args, {}, false),
    show: (program, args, env = {}) => finish(program, args, env, true),
    handOver,
    launch,
    sleep,
  };
}

function isOnPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...daemonFolders];
  return folders.some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function finish(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  shown: boolean,
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (shown) to.write(text);
      });
    }
    child.on('error', (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

async function handOver(program: string, args: readonly string[]): Promise<number> {
  // Ctrl-C reaches the program as well, and it is the one that has something to clean up.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve) => {
      spawn(program, args, { stdio: 'inherit' })
        .on('error', () => {
          resolve(127);
        })
        .on('close', (code) => {
          resolve(code ?? 1);
        });
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}

function launch(program: string, args: readonly string[], logFile: string): Launched {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log] });
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  child.on('exit', end).on('error', end).unref();
  return {
    hasEnded: () => ended,
    lastWords: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-3).join('; '),
  };
}
