import { join } from 'node:path';
import { createProjectGraphAsync, readJsonFile, type NxJsonConfiguration } from '@nx/devkit';
import type { Registry } from '@prod-e/registry';
import type { Image } from '../containerize/image.ts';
import { plannedImages } from '../plan/planned-images.ts';
import { inputTags } from '../tags/input-tags.ts';
import { affectedProjects } from '../workspace/affected.ts';

export interface AffectedOptions {
  /** Absolute, and what Nx takes for its workspace: it is looked for from the folder that a process begins in. */
  workspaceRoot: string;
  /** Commit that is live, as `release base` says. */
  base: string;
  registry: Pick<Registry, 'find' | 'pullReference'>;
}

/**
 * The images of the present inputs of the services that a base's difference affects. One that the registry lacks has an
 * empty digest.
 *
 * @returns sorted by service
 * @throws UserError when Nx or the registry cannot be asked
 */
export async function affectedImages({ workspaceRoot, base, registry }: AffectedOptions): Promise<Image[]> {
  const services = await affectedProjects(workspaceRoot, base, 'containerize');
  if (services.length === 0) return [];
  const projectGraph = await createProjectGraphAsync({ exitOnError: false });
  const nxJson = readJsonFile<NxJsonConfiguration>(join(workspaceRoot, 'nx.json'));
  const tags = await inputTags({ projectGraph, nxJson, workspaceRoot }, services);
  return [...(await plannedImages(tags, registry)).values()];
}
