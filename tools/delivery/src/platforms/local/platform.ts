import type { LocalEnvironment } from '@prod-e/environment';
import { z } from 'zod';
import { engineIfThere } from '@prod-e/registry/engine';
import type { LivePlatform } from '../platform.ts';
import { digestsOf, readContainers, readNetworks } from './read.ts';
import { sweep } from './sweep.ts';
import { throughRestart } from './through-restart.ts';

const inspected = z.object({ digest: z.string(), running: z.boolean(), restarts: z.int() });

/** The Docker engine of this machine: four calls tell all that is live, however many services there are. */
export const localPlatform = (environment: LocalEnvironment): LivePlatform => ({
  // A provisioner's resource knows nothing of the container that it once started.
  replaces: true,

  async read() {
    const [networks, containers] = await Promise.all([
      readNetworks(environment),
      readContainers(environment),
    ]);
    return [...networks, ...containers];
  },

  async inspect(resource) {
    const format =
      '{"digest":{{json .Image}},"running":{{json .State.Running}},"restarts":{{json .RestartCount}}}';
    const found = await throughRestart(() =>
      engineIfThere(['container', 'inspect', resource, '--format', format]),
    );
    if (found === undefined) return undefined;
    const live = inspected.parse(JSON.parse(found));
    const digests = await digestsOf(new Set([live.digest]), environment);
    return { ...live, digest: digests.get(live.digest) ?? live.digest };
  },

  // A container is there once the engine has started it.
  awaitRollout: () => Promise.resolve(),

  askEvery: 50,

  addressesOf: ({ url }) => Promise.resolve(url === undefined ? undefined : [url]),

  async logs(resource, lines) {
    // What a service says as it fails comes by standard error.
    const printed: string[] = [];
    const onLine = (line: string) => printed.push(line);
    const found = await engineIfThere(['logs', '--tail', String(lines), resource], { onLine });
    return found === undefined ? '' : printed.join('\n');
  },

  sweep: (services) => sweep(environment.name, services),
});
