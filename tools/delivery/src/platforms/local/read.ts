import { label, type LocalEnvironment } from '@prod-e/environment';
import { engine, engineIfThere } from '@prod-e/registry/engine';
import type { LiveStack } from '../platform.ts';
import { containerSchema, containerSettings, networkSchema, type Container } from './inspected.ts';

const ofEnvironment = ({ name }: LocalEnvironment): string[] => [
  '--quiet',
  '--no-trunc',
  '--filter',
  `label=${label.environment}=${name}`,
];

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

/** The environment's networks: each is a stack. */
export async function readNetworks(environment: LocalEnvironment): Promise<LiveStack[]> {
  const ids = lines(await engine(['network', 'ls', ...ofEnvironment(environment)]));
  return (await inspectAll('network', ids)).map((text) => {
    const { Labels, Driver, Internal } = networkSchema.parse(JSON.parse(text));
    return {
      name: Labels[label.stack] ?? '',
      stackHash: Labels[label.stackHash] ?? '',
      running: true,
      settings: { driver: Driver, internal: String(Internal) },
    };
  });
}

/** The environment's containers, stopped ones too: each is a stack. */
export async function readContainers(environment: LocalEnvironment): Promise<LiveStack[]> {
  const ids = lines(await engine(['ps', '--all', ...ofEnvironment(environment)]));
  const containers = (await inspectAll('container', ids)).map((text) =>
    containerSchema.parse(JSON.parse(text)),
  );
  const digests = await digestsOf(new Set(containers.map(({ Image }) => Image)), environment);
  return containers.map((container) => stackOf(container, digests));
}

function stackOf(container: Container, digests: ReadonlyMap<string, string>): LiveStack {
  const { Config, Image, State } = container;
  return {
    name: Config.Labels[label.stack] ?? '',
    stackHash: Config.Labels[label.stackHash] ?? '',
    inputTag: Config.Labels[label.inputTag] ?? '',
    digest: digests.get(Image) ?? Image,
    ...publishedAt(container),
    running: State.Status === 'running' && State.Health?.Status !== 'unhealthy',
    settings: containerSettings(container),
  };
}

/** `127.0.0.1:3000` of a container that runs; of one that stopped, nothing. */
function publishedAt({ NetworkSettings }: Container): Pick<LiveStack, 'published'> {
  const [binding] = Object.values(NetworkSettings.Ports).flatMap((bindings) => bindings ?? []);
  return binding ? { published: `${binding.HostIp}:${binding.HostPort}` } : {};
}

/** One call for all of them. One that was removed since it was listed is left out. */
async function inspectAll(kind: 'container' | 'network', ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const listed = await engineIfThere([kind, 'inspect', ...ids, '--format', '{{json .}}']);
  if (listed !== undefined) return lines(listed);
  const each = await Promise.all(
    ids.map((id) => engineIfThere([kind, 'inspect', id, '--format', '{{json .}}'])),
  );
  return each.filter((text) => text !== undefined);
}

/**
 * What images are called by whoever wants them: the engine's ids, or, where they are kept in a registry, the digests
 * that this registry knows them by.
 */
export async function digestsOf(
  ids: ReadonlySet<string>,
  { registry }: Pick<LocalEnvironment, 'registry'>,
): Promise<Map<string, string>> {
  if (ids.size === 0 || registry.kind === 'engine') return new Map([...ids].map((id) => [id, id]));
  const format = '{{.Id}} {{range .RepoDigests}}{{.}} {{end}}';
  const listed = await engineIfThere(['image', 'inspect', ...ids, '--format', format]);
  const host = registry.kind === 'oci' ? registry.host : registry.account;
  return new Map(
    lines(listed ?? '').map((line) => {
      const [id = '', ...references] = line.trim().split(' ');
      return [id, references.find((reference) => reference.startsWith(host))?.split('@')[1] ?? id];
    }),
  );
}
