import { docker } from '../engine.ts';
import { ofType, type StackJson } from './stack-json.ts';
import type { TaskDefinition } from './task-definition.ts';

/** Where a container is put. */
export interface Place {
  name: string;
  network: string;
  /** Its name in there. */
  alias: string;
  /** By which it is found again. */
  label: string;
}

/**
 * Starts a task definition's container with everything of it that Fargate does and an emulator does not: its user, a root
 * file system that cannot be written to, no capabilities, an init process, its share of processor and memory, and the
 * time that it has to end. The file system that keeps data is one in memory, whose root is made as the access point's.
 *
 * @returns the container's id
 */
export function startAsFargate(
  stack: StackJson,
  { cpu, memory, containerDefinitions }: TaskDefinition,
  place: Place,
): string {
  const [{ image, user, readonlyRootFilesystem, linuxParameters, environment, mountPoints, stopTimeout }] =
    containerDefinitions;
  return docker(
    ...['run', '--detach', '--name', place.name, '--label', place.label],
    ...['--network', place.network, '--network-alias', place.alias],
    ...['--user', user, `--read-only=${readonlyRootFilesystem}`],
    `--init=${linuxParameters.initProcessEnabled}`,
    ...linuxParameters.capabilities.drop.flatMap((capability) => ['--cap-drop', capability]),
    ...['--cpus', String(Number(cpu) / 1024), '--memory', `${memory}m`],
    ...['--stop-timeout', String(stopTimeout)],
    ...environment.flatMap(({ name, value }) => ['--env', `${name}=${value}`]),
    ...mountPoints.flatMap(({ containerPath }) => ['--tmpfs', `${containerPath}:${rootOf(stack)}`]),
    image,
  );
}

/** Options of a file system whose root is made as that of the service's access point. */
function rootOf(stack: StackJson): string {
  const [point] = Object.values(ofType(stack, 'aws_efs_access_point'));
  const root = point?.['root_directory'] as { creation_info: Record<string, string | number> } | undefined;
  const { owner_uid: uid, owner_gid: gid, permissions } = root?.creation_info ?? {};
  return `uid=${uid},gid=${gid},mode=${permissions}`;
}
