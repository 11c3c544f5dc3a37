import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, scratchFolder } from '@prod-e/testing/fixtures';

export const username = 'ship';
export const password = 'guess-me-not';
const bcrypt = '$2b$04$9A5AD3Kw6DVplrVAy.L99u64voXwYoa.jJJhWHlmnbcrauSN1/4WK';

export interface GuardedRegistry {
  host: string;
  stop: () => Promise<void>;
}

/** Debian's registry, which asks who comes: by basic authentication, or with a token of a server's. */
export async function startGuardedRegistry(tokenServer?: string): Promise<GuardedRegistry> {
  const scratch = scratchFolder();
  const host = `127.0.0.1:${await freePort()}`;
  const htpasswd = { realm: 'test', path: scratch.write('htpasswd', `${username}:${bcrypt}\n`) };
  const auth =
    tokenServer === undefined ? { htpasswd } : { silly: { realm: tokenServer, service: 'registry' } };
  const config = scratch.write('config.yml', {
    version: '0.1',
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: `${scratch.folder}/data` } },
    http: { addr: host },
    auth,
  });
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  for (
    let tries = 0;
    (await fetch(`http://${host}/v2/`).catch(() => undefined))?.status !== 401;
    tries += 1
  ) {
    if (tries > 600) throw new Error('docker-registry did not start');
    await sleep(50);
  }
  return {
    host,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      scratch.remove();
    },
  };
}
