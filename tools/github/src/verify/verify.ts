import { join } from 'node:path';
import { environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import { registryOf } from '@prod-e/registry/registry-of';
import type { Run } from '../cli/main.ts';
import { repositoryOf } from '../context/variables.ts';
import type { Attester } from './gh.ts';
import { plannedImages, recordedImages, type Subject } from './images.ts';
import { isOfThisMachine, problemsOf } from './problems.ts';

export interface VerifyOptions {
  /** The environment whose registry gh is logged in at; a saved plan is verified for its own. */
  environment: string;
  /** Folder of a saved plan whose images are verified; without one, those that are recorded. */
  plan?: string;
  sourceRef?: string;
}

/**
 * Verifies that every image was built by our own workflow, and that its bill of materials was written there. An image
 * in no registry can only be deployed to the machine that it was built on: it is named, and left out.
 *
 * @throws UserError when an image is not attested; all that are not are named
 */
export async function verify(options: VerifyOptions, { workspaceRoot, env, print }: Run): Promise<void> {
  const { owner, repo } = repositoryOf(env);
  const { images, registry } = await subjectsOf(options, workspaceRoot);
  const failed = await registry.loggedIn((login) => {
    const attester = {
      ...{ repository: `${owner}/${repo}`, sourceRef: options.sourceRef },
      env: { ...env, ...login },
    };
    return failedOf(images, attester, print);
  });
  if (failed.length === 0) return;
  throw new UserError(`not attested by this repository's workflow: ${failed.join(', ')}`, {
    next: `have _image.yml build it: run deploy.yml again from its start; an image that another has pushed under its tag must be deleted from the registry first`,
  });
}

async function subjectsOf({ plan, environment }: VerifyOptions, workspaceRoot: string) {
  if (plan !== undefined) return plannedImages(workspaceRoot, plan);
  const images = recordedImages(workspaceRoot);
  const { registry } = await loadEnvironment(environment, join(workspaceRoot, environmentsFolder));
  return { images, registry: await registryOf(registry) };
}

/** @returns the images that are not attested, each with its reference */
async function failedOf(
  images: Subject[],
  attester: Attester,
  print: (line: string) => void,
): Promise<string[]> {
  const failed: string[] = [];
  for (const image of images) {
    if (isOfThisMachine(image)) {
      print(`${image.service}: skipped, since it is in the engine of this machine and in no registry`);
      continue;
    }
    const problems = await problemsOf(image, attester);
    print(`${image.service}: ${problems.join('; ') || 'provenance and SBOM attested'}`);
    if (problems.length > 0) failed.push(`${image.service} (${image.reference})`);
  }
  return failed;
}
