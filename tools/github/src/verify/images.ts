import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readImage } from '@prod-e/delivery/read-image';
import { savedPlanFile, savedPlanSchema, type SavedPlan } from '@prod-e/delivery/saved-plan';
import { imageRepository } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import type { Registry } from '@prod-e/registry';
import { registryOf } from '@prod-e/registry/registry-of';

/** An image that is to be deployed. */
export interface Subject {
  service: string;
  /** `sha256:…` */
  digest: string;
  /** By its digest. Where it is in no registry, the digest alone. */
  reference: string;
}

const recordsFolder = 'dist/images';

/**
 * The images that `containerize` has recorded.
 *
 * @returns sorted by service
 * @throws UserError where there is no record, or one is malformed: what is not known is not verified
 */
export function recordedImages(workspaceRoot: string): Subject[] {
  const folder = join(workspaceRoot, recordsFolder);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  if (files.length > 0) return files.sort().map((file) => readImage(workspaceRoot, basename(file, '.json')));
  throw new UserError('no image is recorded, so there is none to verify', {
    where: recordsFolder,
    next: 'npx nx run-many -t containerize, which builds nothing that the registry has',
  });
}

/**
 * The images of the release that a saved plan makes live, and the registry that has them.
 *
 * @param folder as it was given to `plan --out`
 * @returns images in the order of the plan's stacks
 * @throws UserError (exit 2) when there is no saved plan
 */
export async function plannedImages(
  workspaceRoot: string,
  folder: string,
): Promise<{ images: Subject[]; registry: Registry }> {
  const { environment, stacks } = readPlan(resolve(workspaceRoot, folder), folder);
  const registry = await registryOf(environment.registry);
  const images = stacks.flatMap(({ stack: { name }, image }) => {
    if (!image) return [];
    const { digest } = image;
    return [{ service: name, digest, reference: registry.pullReference(imageRepository(name), digest) }];
  });
  return { images, registry };
}

function readPlan(folder: string, shown: string): SavedPlan {
  try {
    return savedPlanSchema.parse(JSON.parse(readFileSync(join(folder, savedPlanFile), 'utf8')));
  } catch (cause) {
    throw new UserError('there is no saved plan', {
      where: join(shown, savedPlanFile),
      next: `npx nx run infra:plan --out=${shown}`,
      exit: exitCode.usage,
      cause,
    });
  }
}
