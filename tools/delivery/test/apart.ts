import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checkpoint } from '../src/deploy/checkpoints.ts';

export interface ApartHow {
  verb?: 'deploy' | 'destroy';
  /** The deployment is killed as soon as it gets there. */
  killAt?: Checkpoint;
  /** Variables over those of this process. */
  env?: Record<string, string>;
}

/** A command on an environment that runs by itself. */
export interface Apart {
  pid: number;
  /** What it has printed: standard output and standard error, as they came. */
  output: () => string;
  /** Resolves when it has printed this; rejects when it has ended without. */
  until: (pattern: RegExp) => Promise<void>;
  kill: () => void;
  /** How it ended: by a code, or by a signal. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>;
}

/** Starts a deployment as a process of its own. */
export function startApart(workspaceRoot: string, environment: string, how: ApartHow): Apart {
  const { verb = 'deploy', killAt = '', env = {} } = how;
  const program = join(__dirname, 'deploy-apart.ts');
  const child = spawn(process.execPath, [program, workspaceRoot, environment, verb, killAt], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  let isEnded = false;
  const ended: Apart['ended'] = new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => {
      isEnded = true;
      resolve({ code, signal, output });
    });
  });
  return {
    ...{ pid: child.pid ?? 0, output: () => output, ended },
    kill: () => child.kill('SIGKILL'),
    async until(pattern) {
      while (!pattern.test(output)) {
        if (isEnded) throw new Error(`it ended without ${String(pattern)}:\n${output}`);
        await sleep(5);
      }
    },
  };
}
