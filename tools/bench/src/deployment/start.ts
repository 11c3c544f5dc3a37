import { setTimeout as sleep } from 'node:timers/promises';
import { docker, freePort, liveDigest, type Workspace } from '@prod-e/e2e';
import { inTurns } from '../in-turns.ts';
import type { Ratio } from './ratio.ts';

const listening = "require('node:http').createServer((_, answer) => answer.end()).listen(3000, '0.0.0.0')";

/** A container of the backend from its start until it is ready, beside bare Node that listens, in the same image. */
export async function measureStart({ environment }: Workspace): Promise<Ratio[]> {
  const image = liveDigest(environment, 'backend');
  const seconds = await inTurns(5, {
    backend: () => startUntilAnswer([image], '/readyz'),
    bare: () => startUntilAnswer(['--entrypoint', '/usr/bin/node', image, '-e', listening], '/'),
  });
  return [
    {
      what: 'the backend’s container, start to ready',
      ours: seconds.backend,
      yardstick: 'node -e that listens, same image',
      bare: seconds.bare,
      wanted: 3,
      because: 'the bundle is read and its libraries are set up',
    },
  ];
}

async function startUntilAnswer(args: string[], path: string): Promise<void> {
  const port = await freePort();
  const id = docker('run', '--detach', '--rm', '--publish', `127.0.0.1:${port}:3000`, ...args);
  while ((await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined))?.status !== 200)
    await sleep(5);
  docker('rm', '--force', id);
}
