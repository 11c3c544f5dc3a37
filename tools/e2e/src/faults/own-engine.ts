import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Docker engine of a test's own, beside that of the machine, which can be ended and whose disk can be filled. */
export interface OwnEngine {
  /** For `DOCKER_HOST`. */
  host: string;
  /** Starts it, and resolves when it answers. */
  start: () => Promise<void>;
  /** Ends it as a service manager does, or as a crash would. */
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Brings an image of the machine's engine. */
  load: (reference: string) => void;
  /** Fills its disk but for so many MiB. */
  fillDisk: (leaveMiB: number) => void;
  freeDisk: () => void;
  /** Ends it, with all that it has. */
  remove: () => Promise<void>;
}

const programs = ['dockerd', 'containerd', 'runc', 'ip', 'mount', 'umount', 'fallocate'];

/** Why there can be none on this machine; `undefined` where there can. */
export function whyNoOwnEngine(): string | undefined {
  if (process.platform !== 'linux') return 'an engine of its own needs Linux';
  if (process.getuid?.() !== 0) return 'an engine of its own needs root';
  const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  return missing.length === 0 ? undefined : `no ${missing.join(', ')}`;
}

const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/** @param sizeMiB of its disk, which is in memory */
export async function startOwnEngine(sizeMiB: number): Promise<OwnEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'prod-e-engine-'));
  const [data, exec, socket, pidFile] = ['data', 'exec', 'socket', 'pid'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const host = `unix://${socket}`;
  const filler = join(data, 'filler');
  mkdirSync(data);
  run('mount', '-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'tmpfs', data);
  // An engine that is told to have no bridge takes that of the machine's away, and so does one that is told which
  // addresses its networks get.
  const bridge = `pe${process.pid}`;
  run('ip', 'link', 'add', 'name', bridge, 'type', 'bridge');
  run('ip', 'address', 'add', '10.213.0.1/24', 'dev', bridge);
  let daemon: ChildProcess | undefined;

  const docker = (...args: string[]) => spawnSync('docker', ['--host', host, ...args], { encoding: 'utf8' });

  async function start(): Promise<void> {
    // What a crash left says that processes run which do not.
    for (const stale of [pidFile, join(exec, 'containerd/containerd.pid')]) rmSync(stale, { force: true });
    const log = openSync(join(folder, 'log'), 'a');
    const args = [
      ...['--data-root', data, '--exec-root', exec, '--pidfile', pidFile, '--host', host],
      ...['--bridge', bridge, '--iptables=false', '--ip6tables=false', '--shutdown-timeout', '5'],
    ];
    daemon = spawn('dockerd', args, { stdio: ['ignore', log, log] });
    closeSync(log);
    const deadline = Date.now() + 60_000;
    while (docker('version').status !== 0) {
      if (Date.now() > deadline || daemon.exitCode !== null) {
        throw new Error(
          `the engine did not start:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`,
        );
      }
      await sleep(100);
    }
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (daemon?.exitCode !== null || daemon.signalCode !== null) return;
    const ended = once(daemon, 'exit');
    daemon.kill(signal);
    await ended;
  }

  await start();
  return {
    ...{ host, start, stop },
    load(reference) {
      const pipe = 'docker save "$1" | docker --host "$2" load --quiet';
      run('sh', '-c', pipe, 'sh', reference, host);
    },
    fillDisk(leaveMiB) {
      const { bavail, bsize } = statfsSync(data);
      run('fallocate', '--length', String(bavail * bsize - leaveMiB * 2 ** 20), filler);
    },
    freeDisk() {
      rmSync(filler, { force: true });
    },
    async remove() {
      if (existsSync(socket)) {
        const networks = docker('network', 'ls', '--quiet', '--filter', 'type=custom').stdout;
        const containers = docker('ps', '--all', '--quiet').stdout;
        docker('rm', '--force', ...containers.split('\n').filter(Boolean));
        docker('network', 'rm', ...networks.split('\n').filter(Boolean));
      }
      await stop('SIGTERM');
      run('ip', 'link', 'delete', bridge);
      run('umount', '--lazy', data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
