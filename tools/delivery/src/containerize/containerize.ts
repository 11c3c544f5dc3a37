import { imageRepository } from '@prod-e/environment';
import { writeImage, type Image } from './image.ts';
import type { Registry } from './registry.ts';

export interface ContainerizeOptions {
  workspaceRoot: string;
  service: string;
  /** Folder of the service in the workspace; its Dockerfile is there. */
  root: string;
  /** Folder that the image is built from, in the workspace. */
  context: string;
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
  const digest = known ?? (await build(options, `${repository}:${tag}`, tag));
  log(`${repository}:${tag} ${known ? 'is there, nothing to build' : `built: ${digest}`}`);

  const image = { service, repository, tag, digest };
  writeImage(workspaceRoot, image);
  return image;
}

async function build(options: ContainerizeOptions, reference: string, inputTag: string): Promise<string> {
  const { workspaceRoot, service, root, context, base, version, log } = options;
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
  return buildImage({
    workspaceRoot,
    service,
    root,
    context,
    reference,
    inputTag,
    baseReference,
    version,
    commit,
    log,
  });
}
