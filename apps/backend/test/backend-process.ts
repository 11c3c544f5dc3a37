import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  child: ChildProcess;
  /** Resolves with all that it printed when it has ended. */
  finished: Promise<Finished>;
  /** Resolves with the first line that holds the text. */
  line(text: string): Promise<string>;
}

/** Runs a TypeScript file of this project, or a bundle, in a process of its own. */
export function start(file: string, env: Record<string, string>): Started {
  const child = spawn(process.execPath, [join(__dirname, '..', file)], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => (stdout += String(data)));
  child.stderr.on('data', (data) => (stderr += String(data)));
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const line = async (text: string): Promise<string> => {
    for (;;) {
      const found = stdout.split('\n').find((known) => known.includes(text));
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`ended without saying ${text}: ${stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { child, finished, line };
}

/** Runs the backend until it listens. */
export async function startBackend(
  file = 'src/main.ts',
  env: Record<string, string> = {},
): Promise<Started & { url: string }> {
  const started = start(file, { PORT: '0', ...env });
  const { url } = JSON.parse(await started.line('"listening"')) as { url: string };
  return { ...started, url };
}
