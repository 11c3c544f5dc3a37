import { UserError } from '@prod-e/errors';
import { taskHashes, type NxWorkspace } from './nx-hasher.ts';

export type { NxWorkspace } from './nx-hasher.ts';

const target = 'containerize';

/**
 * The input tag of each service as its files are now: `in-<hash>`, where the hash is the one that Nx gives to the
 * service's `containerize` task. What a command line or an environment says is no part of it.
 *
 * @returns tag by service
 * @throws UserError when a service has no such task
 */
export async function inputTags(
  nx: NxWorkspace,
  services: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = await inputHashes(nx, services);
  return new Map([...hashes].map(([service, hash]) => [service, `in-${hash}`]));
}

/** The hashes that the tags are made of, by service. */
export async function inputHashes(
  nx: NxWorkspace,
  services: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  for (const service of services) assertContainerized(nx, service);
  const hashes = await taskHashes(nx, services, target);
  return new Map(services.map((service) => [service, hashes.get(service) ?? '']));
}

function assertContainerized({ projectGraph }: NxWorkspace, service: string): void {
  const project = projectGraph.nodes[service];
  if (project?.data.targets?.[target]) return;
  throw new UserError(`${service} has no input tag: it is not containerized`, {
    where: project ? `${project.data.root}/service.json` : 'apps',
    next: `npx nx show project ${service}`,
  });
}
