import { join } from 'node:path';
import { createProjectGraphAsync, readJsonFile, type NxJsonConfiguration } from '@nx/devkit';
import { assertSetUp, environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { registryOf } from '@prod-e/registry/registry-of';
import { plannedImages } from '../plan/planned-images.ts';
import { inputTags } from '../tags/input-tags.ts';
import { affectedProjects } from '../workspace/affected.ts';

export interface LackingOptions {
  workspaceRoot: string;
  environment: string;
  /** Commit that is live, as `release base` says. */
  base: string;
}

/**
 * The services that a base's difference affects and whose image of the present inputs the environment's registry lacks:
 * those that a pipeline has to build.
 *
 * @returns their names, sorted
 * @throws UserError when Nx or the registry cannot be asked
 */
export async function lackingImages({
  workspaceRoot,
  environment: name,
  base,
}: LackingOptions): Promise<string[]> {
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  assertSetUp(environment);
  const services = await affectedProjects(workspaceRoot, base, 'containerize');
  if (services.length === 0) return [];
  const projectGraph = await createProjectGraphAsync({ exitOnError: false });
  const nxJson = readJsonFile<NxJsonConfiguration>(join(workspaceRoot, 'nx.json'));
  const tags = await inputTags({ projectGraph, nxJson, workspaceRoot }, services);
  const images = await plannedImages(tags, await registryOf(environment.registry));
  return services.filter((service) => images.get(service)?.digest === '');
}
