import { join } from 'node:path';
import { imageRepository } from '@prod-e/environment/names';
import type { Registry } from '@prod-e/registry';
import { waitForLock } from '../state/lock.ts';
import { writeImage, type Image } from './image.ts';
import type { SbomKeeper } from './sbom.ts';

/** What an image is built from. */
export interface BuildContext {
  /** Absolute. */
  folder: string;
  /** Where the bundler says what went into the bundle, absolute; only of a bundled service. */
  metafile?: string;
}

/** Calls back with what an image is built from, for as long as it is needed. */
export type WithContext = <T>(use: (context: BuildContext) => Promise<T>) => Promise<T>;

export interface ContainerizeOptions {
  workspaceRoot: string;
  service: string;
  /** Folder of the service in the workspace; its Dockerfile is there. */
  root: string;
  withContext: WithContext;
  base: 'node' | 'prometheus';
  /** Nx's task hash of all that goes into the image. */
  inputHash: string;
  version: string;
  registry: Registry;
  sbom: SbomKeeper;
  log: (line: string) => void;
}

/**
 * Makes sure that the image of a service's inputs is in the registry, and records which one it is. Asks first:
 * there → nothing is built; not there → build, push, and read back what the registry has.
 */
export async function containerize(options: ContainerizeOptions): Promise<Image> {
  const { workspaceRoot, service, registry, sbom, log } = options;
  const begun = performance.now();
  const repository = imageRepository(service);
  const tag = `in-${options.inputHash}`;

  const known = await find(registry, repository, tag);
  const { digest, built } =
    known === undefined ? await buildOnce(options, repository, tag) : { digest: known, built: false };
  log(`${repository}:${tag} ${built ? `is ${digest}` : 'is there, nothing to build'}`);

  const document = await sbom.fileOf({ service, repository, tag, digest });
  const image: Image = {
    ...{ service, repository, tag, digest },
    reference: registry.pullReference(repository, digest),
    built,
    milliseconds: Math.round(performance.now() - begun),
    ...(document !== undefined && { sbom: document }),
  };
  writeImage(workspaceRoot, image);
  return image;
}

const find = async (registry: Registry, repository: string, tag: string): Promise<string | undefined> =>
  (await registry.find([{ repository, tag }])).get(`${repository}:${tag}`);

/** Two commands that want the same image at once build it once: the second finds it there. */
async function buildOnce(
  options: ContainerizeOptions,
  repository: string,
  tag: string,
): Promise<{ digest: string; built: boolean }> {
  const { workspaceRoot, service, registry } = options;
  const unlock = await waitForLock(
    join(workspaceRoot, '.prod-e', 'images', service),
    `containerize ${service}`,
  );
  try {
    const others = await find(registry, repository, tag);
    if (others !== undefined) return { digest: others, built: false };
    return { digest: await build(options, repository, tag), built: true };
  } finally {
    unlock();
  }
}

async function build(options: ContainerizeOptions, repository: string, inputTag: string): Promise<string> {
  const { workspaceRoot, service, root, withContext, base, version, registry, sbom, log } = options;
  // Loaded only where there is something to build, which is the exception.
  const [{ ensureBaseImage }, { currentCommit, sourceOf }, { buildImage }] = await Promise.all([
    import('@prod-e/base-image'),
    import('../workspace/git.ts'),
    import('./build.ts'),
  ]);
  const [{ reference: baseReference, id: baseDigest }, commit, source] = await Promise.all([
    ensureBaseImage(base, { log }),
    currentCommit(workspaceRoot),
    sourceOf(workspaceRoot),
  ]);
  const dockerfile = join(workspaceRoot, root, 'Dockerfile');
  const reference = `${repository}:${inputTag}`;
  return withContext(async ({ folder: context, metafile }) => {
    const id = await buildImage({
      ...{ service, dockerfile, context, reference, inputTag, version, commit, log },
      ...{ baseReference, baseDigest, source },
    });
    const digest = await registry.push({ reference, id }, repository, inputTag);
    await sbom.make({ service, repository, tag: inputTag, digest, base, version, metafile, registry });
    return digest;
  });
}
