import { join } from 'node:path';
import { imageRepository } from '@prod-e/environment/names';
import { waitForLock } from '../state/lock.ts';
import { writeImage, type Image } from './image.ts';
import type { Registry } from './registry.ts';

/** Calls back with the absolute folder that an image is built from. */
export type WithContext = <T>(use: (folder: string) => Promise<T>) => Promise<T>;

export interface ContainerizeOptions {
  workspaceRoot: string;
  service: string;
  /** Folder of the service in the workspace; its Dockerfile is there. */
  root: string;
  /** Makes the folder that the image is built from, and hands it over for as long as it is needed. */
  withContext: WithContext;
  base: 'node' | 'prometheus';
  /** Nx's task hash of all that goes into the image. */
  inputHash: string;
  version: string;
  registry: Registry;
  log: (line: string) => void;
}

/**
 * Makes sure that the image of a service's inputs is in the registry, and records which one it is. Asks first:
 * there → nothing is built; not there → build.
 */
export async function containerize(options: ContainerizeOptions): Promise<Image> {
  const { workspaceRoot, service, registry, log } = options;
  const repository = imageRepository(service);
  const tag = `in-${options.inputHash}`;

  const known = await registry.find(repository, tag);
  const digest = known ?? (await buildOnce(options, repository, tag));
  log(`${repository}:${tag} ${known ? 'is there, nothing to build' : `is ${digest}`}`);

  const image = { service, repository, tag, digest };
  writeImage(workspaceRoot, image);
  return image;
}

/** Two commands that want the same image at once build it once: the second finds it there. */
async function buildOnce(options: ContainerizeOptions, repository: string, tag: string): Promise<string> {
  const { workspaceRoot, service, registry } = options;
  const unlock = await waitForLock(
    join(workspaceRoot, '.prod-e', 'images', service),
    `containerize ${service}`,
  );
  try {
    return (await registry.find(repository, tag)) ?? (await build(options, `${repository}:${tag}`, tag));
  } finally {
    unlock();
  }
}

async function build(options: ContainerizeOptions, reference: string, inputTag: string): Promise<string> {
  const { workspaceRoot, service, root, withContext, base, version, log } = options;
  // Loaded only where there is something to build, which is the exception.
  const [{ ensureBaseImage }, { currentCommit }, { buildImage }] = await Promise.all([
    import('@prod-e/base-image'),
    import('../workspace/git.ts'),
    import('./build.ts'),
  ]);
  const [{ reference: baseReference }, commit] = await Promise.all([
    ensureBaseImage(base, { log }),
    currentCommit(workspaceRoot),
  ]);
  const dockerfile = join(workspaceRoot, root, 'Dockerfile');
  return withContext((context) =>
    buildImage({ service, dockerfile, context, reference, inputTag, baseReference, version, commit, log }),
  );
}
