import { label } from '@prod-e/environment';
import { aliasesOf } from '../aliases.ts';
import type { NetworkSpec } from '../spec.ts';
import { docker, dockerIfThere } from './docker.ts';
import { flags } from './flags.ts';

interface Endpoint {
  container: string;
  aliases: string[];
}

/**
 * Makes the network, or makes it anew when it carries other labels (an engine cannot relabel one). Containers that
 * are in it are put back with their aliases, and so are those that an earlier run took out of it and did not live to
 * put back.
 */
export async function putNetwork({ name, labels }: NetworkSpec): Promise<void> {
  const hash = await dockerIfThere(
    'network',
    'inspect',
    name,
    '--format',
    `{{index .Labels "${label.stackHash}"}}`,
  );
  if (hash !== labels[label.stackHash]) {
    const endpoints = hash === undefined ? [] : await endpointsOf(name);
    if (hash !== undefined) await removeNetwork({ name });
    await docker('network', 'create', '--driver', 'bridge', ...flags('--label', labels), name);
    for (const endpoint of endpoints) await connect(name, endpoint);
  }
  for (const endpoint of await lostEndpoints(name, labels[label.environment] ?? '')) {
    await connect(name, endpoint);
  }
}

async function connect(network: string, { container, aliases }: Endpoint): Promise<void> {
  const names = aliases.flatMap((alias) => ['--alias', alias]);
  await docker('network', 'connect', ...names, network, container);
}

/** Services that were started in this network and are not in it now. */
async function lostEndpoints(network: string, environment: string): Promise<Endpoint[]> {
  const inside = new Set(await containersWith(`network=${network}`));
  const outside = (await containersWith(`label=${label.environment}=${environment}`)).filter(
    (container) => !inside.has(container),
  );
  const endpoints = await Promise.all(
    outside.map(async (container) => {
      const format = `{{.HostConfig.NetworkMode}} {{index .Config.Labels "${label.service}"}}`;
      const [startedIn, service] = (await docker('inspect', container, '--format', format)).split(' ');
      return startedIn === network && service ? [{ container, aliases: aliasesOf(service) }] : [];
    }),
  );
  return endpoints.flat();
}

/** Takes the network away, and out of whatever container is still in it. */
export async function removeNetwork({ name }: Pick<NetworkSpec, 'name'>): Promise<void> {
  for (const { container } of await endpointsOf(name)) {
    await docker('network', 'disconnect', '--force', name, container);
  }
  await dockerIfThere('network', 'rm', name);
}

async function endpointsOf(network: string): Promise<Endpoint[]> {
  return Promise.all(
    (await containersWith(`network=${network}`)).map(async (container) => {
      const format = `{{json (index .NetworkSettings.Networks "${network}").Aliases}}`;
      const aliases = JSON.parse(await docker('inspect', container, '--format', format)) as string[] | null;
      // The engine adds the short id by itself, and refuses to be told it.
      return { container, aliases: (aliases ?? []).filter((alias) => !container.startsWith(alias)) };
    }),
  );
}

/** `ps` knows stopped containers too, which `network inspect` does not tell of. */
async function containersWith(filter: string): Promise<string[]> {
  return (await docker('ps', '--all', '--quiet', '--filter', filter)).split('\n').filter(Boolean);
}
