import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Contender {
  name: string;
  url: string;
  /** How many lines it has logged since the last call; the file is emptied. */
  takeLines(): Promise<number>;
  /** Processor time used so far, all threads; NaN where there is no /proc. */
  cpuSeconds(): number;
  stop(): void;
}

interface Start {
  name: string;
  /** A TypeScript file that listens on PORT. */
  entry: string;
  /** Where its log goes. */
  folder: string;
  env?: Readonly<Record<string, string>>;
}

/** Starts a server in a process of its own, its standard output a file, and waits until it answers. */
export async function startContender({ name, entry, folder, env = {} }: Start): Promise<Contender> {
  const port = await freePort();
  const file = join(folder, `${name.replaceAll(' ', '-')}.log`);
  const out = openSync(file, 'a'); // appending, so that an emptied file is written from its start
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', out, 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port) },
  });
  closeSync(out);
  const url = `http://127.0.0.1:${port}/`;
  await untilAnswers(url, child, name);
  return {
    name,
    url,
    async takeLines() {
      await sleep(250); // the longest that a batch waits, and a bit
      const lines = countLines(readFileSync(file));
      truncateSync(file);
      return lines;
    },
    cpuSeconds: () => cpuSeconds(child.pid ?? 0),
    stop: () => child.kill('SIGKILL'),
  };
}

async function untilAnswers(url: string, child: ChildProcess, name: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} before it answered`);
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`${name} did not answer within 10 s`);
}

/** utime and stime of /proc/<pid>/stat, which counts in hundredths of a second. */
function cpuSeconds(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
