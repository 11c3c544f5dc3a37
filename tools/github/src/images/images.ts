import { join } from 'node:path';
import { affectedImages } from '@prod-e/delivery/affected-images';
import { writeWorkflowOutputs } from '@prod-e/delivery/workflow-outputs';
import { assertSetUp, environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { registryOf } from '@prod-e/registry/registry-of';
import type { Run } from '../cli/main.ts';
import { repositoryOf } from '../context/variables.ts';
import { toBuild } from './to-build.ts';

export interface ImagesOptions {
  environment: string;
  /** Commit that is live, as `release base` says. */
  base: string;
  sourceRef?: string;
}

export interface ImagesRun extends Run {
  /** Receives why a service is built, for a person: only the list itself is printed. */
  explain: (line: string) => void;
}

/**
 * Prints the services that a pipeline must build, as JSON for a matrix, and hands them to later steps as `services`.
 *
 * @throws UserError when Nx or the registry cannot be asked, placeholders stand in the environment, or there is no gh
 */
export async function images(
  { environment: name, base, sourceRef }: ImagesOptions,
  { workspaceRoot, env, print, explain }: ImagesRun,
): Promise<void> {
  const { owner, repo } = repositoryOf(env);
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  assertSetUp(environment);
  const registry = await registryOf(environment.registry);
  const affected = await affectedImages({ workspaceRoot, base, registry });
  const attester = { repository: `${owner}/${repo}`, sourceRef, env };
  const services = JSON.stringify(await toBuild(affected, registry, attester, explain));
  print(services);
  await writeWorkflowOutputs(env['GITHUB_OUTPUT'], { services });
}
