import { label } from '@prod-e/environment';
import type { ContainerSpec } from '../spec.ts';
import { docker, dockerIfThere } from './docker.ts';
import { flags } from './flags.ts';

/** Longer than a service's drain deadline, after which the engine kills it. */
const stopSeconds = 30;

/** Puts the container in the place of the one that has its name, if there is one. */
export async function putContainer(spec: ContainerSpec): Promise<void> {
  assertSecrets(spec);
  await removeContainer(spec);
  // Made by name, since one that `run` makes by itself carries no label to find it by.
  if (spec.volume)
    await docker('volume', 'create', ...flags('--label', volumeLabels(spec)), spec.volume.name);
  await docker('run', ...runArguments(spec));
}

/** Asked before the old container goes. */
function assertSecrets({ name, secrets }: ContainerSpec): void {
  const missing = secrets.filter((secret) => process.env[secret] === undefined);
  if (missing.length === 0) return;
  throw new Error(`${name} needs ${missing.join(', ')}: set it in the environment of the deployment`);
}

/** A volume outlives releases: it carries no hash of one. */
const volumeLabels = ({ labels }: ContainerSpec): Record<string, string> => ({
  [label.environment]: labels[label.environment] ?? '',
  [label.service]: labels[label.service] ?? '',
});

/** Stops the container gracefully, and takes it away. Its volume stays: data outlives a container. */
export async function removeContainer({ name }: Pick<ContainerSpec, 'name'>): Promise<void> {
  await dockerIfThere('stop', '--time', String(stopSeconds), name);
  await dockerIfThere('rm', '--force', name);
}

/** The arguments of `docker run` for a container: least privilege, limits, restart, labels. */
export function runArguments(spec: ContainerSpec): string[] {
  const { address, port, containerPort } = spec.publish;
  return [
    '--detach',
    ...['--name', spec.name],
    ...['--network', spec.network],
    ...spec.aliases.flatMap((alias) => ['--network-alias', alias]),
    ...['--publish', `${address}:${port}:${containerPort}`],
    '--read-only',
    ...['--tmpfs', '/tmp:rw,noexec,nosuid,nodev,size=16m'],
    ...['--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges'],
    ...['--user', '65532:65532'],
    ...['--memory', `${spec.memoryMiB}m`],
    ...['--memory-swap', `${spec.memoryMiB}m`],
    ...['--cpu-shares', String(spec.cpuShares)],
    ...['--pids-limit', '256'],
    ...['--restart', 'unless-stopped'],
    ...['--stop-timeout', String(stopSeconds)],
    ...['--log-opt', 'max-size=10m', '--log-opt', 'max-file=3'],
    ...(spec.volume ? ['--volume', `${spec.volume.name}:${spec.volume.path}`] : []),
    ...flags('--env', spec.environment),
    // By name alone: the engine's client takes the value from its own environment.
    ...spec.secrets.flatMap((secret) => ['--env', secret]),
    ...flags('--label', spec.labels),
    spec.image,
  ];
}
