import { label } from '@prod-e/environment';
import type { NetworkSpec } from '../spec.ts';
import { docker, dockerIfThere } from './docker.ts';
import { flags } from './flags.ts';

interface Endpoint {
  container: string;
  aliases: string[];
}

/**
 * Makes the network, or makes it anew when it carries other labels (an engine cannot relabel one). Containers that
 * are in it are put back with their aliases.
 */
export async function putNetwork({ name, labels }: NetworkSpec): Promise<void> {
  const hash = await dockerIfThere(
    'network',
    'inspect',
    name,
    '--format',
    `{{index .Labels "${label.stackHash}"}}`,
  );
  if (hash === labels[label.stackHash]) return;
  const endpoints = hash === undefined ? [] : await endpointsOf(name);
  if (hash !== undefined) await removeNetwork({ name });
  await docker('network', 'create', '--driver', 'bridge', ...flags('--label', labels), name);
  for (const { container, aliases } of endpoints) {
    await docker('network', 'connect', ...aliases.flatMap((alias) => ['--alias', alias]), name, container);
  }
}

/** Takes the network away, and out of whatever container is still in it. */
export async function removeNetwork({ name }: Pick<NetworkSpec, 'name'>): Promise<void> {
  for (const { container } of await endpointsOf(name)) {
    await docker('network', 'disconnect', '--force', name, container);
  }
  await dockerIfThere('network', 'rm', name);
}

async function endpointsOf(network: string): Promise<Endpoint[]> {
  // `ps` knows stopped containers too, which `network inspect` does not tell of.
  const ids = await docker('ps', '--all', '--quiet', '--filter', `network=${network}`);
  return Promise.all(
    ids
      .split('\n')
      .filter(Boolean)
      .map(async (container) => {
        const format = `{{json (index .NetworkSettings.Networks "${network}").Aliases}}`;
        const aliases = JSON.parse(await docker('inspect', container, '--format', format)) as string[] | null;
        // The engine adds the short id by itself, and refuses to be told it.
        return { container, aliases: (aliases ?? []).filter((alias) => !container.startsWith(alias)) };
      }),
  );
}
