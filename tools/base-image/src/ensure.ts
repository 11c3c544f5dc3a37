import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Base } from './bases.ts';
import { buildImage, imageId } from './engine.ts';
import { exclusively } from './mutex.ts';
import { nodePackage } from './node-package.ts';
import { recipeFolder } from './paths.ts';
import { baseInputs, baseReference, type BaseInputs } from './reference.ts';
import { buildRootfs } from './rootfs.ts';

export interface EnsureOptions {
  /** Takes each line of progress. */
  log?: (line: string) => void;
  signal?: AbortSignal;
}

export interface BaseImage {
  /** `prod-e/base-<base>:in-<hash>`, for a Dockerfile's FROM. */
  reference: string;
  /** The engine's id of it, `sha256:…`. */
  id: string;
}

/**
 * The engine's image of a base, built when the engine lacks it. Processes that ask at once build it once.
 *
 * @throws LockedVersionsGone when Debian's mirror has none of the locked versions any more;
 *   UserError when the engine, mmdebstrap or the Node package is missing
 * @example
 * const { reference } = await ensureBaseImage('node', { log: console.log });
 */
export async function ensureBaseImage(base: Base, options: EnsureOptions = {}): Promise<BaseImage> {
  const inputs = baseInputs(base);
  const reference = baseReference(inputs);
  const id = await imageId(reference, options.signal);
  if (id) return { reference, id };

  return exclusively(reference, async () => {
    // The process that held the lock before may have built it.
    const others = await imageId(reference, options.signal);
    if (others) return { reference, id: others };
    await build(inputs, reference, options);
    const built = await imageId(reference, options.signal);
    if (!built) throw new Error(`${reference} is gone right after it was built`);
    return { reference, id: built };
  });
}

async function build(inputs: BaseInputs, reference: string, { log, signal }: EnsureOptions): Promise<void> {
  const started = Date.now();
  log?.(`${reference}: building from ${Object.keys(inputs.packages).length} Debian packages`);
  const context = await mkdtemp(join(tmpdir(), 'prod-e-base-'));
  try {
    await buildRootfs({ ...inputs, tarFile: join(context, 'rootfs.tar'), signal });
    await copyFile(join(recipeFolder, `${inputs.base}.Dockerfile`), join(context, 'Dockerfile'));
    if (inputs.base === 'node') {
      await copyFile(nodePackage().binary, join(context, 'node'));
      await copyFile(join(recipeFolder, 'healthcheck.mjs'), join(context, 'healthcheck.mjs'));
    }
    await buildImage(context, reference, signal);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
  log?.(`${reference}: built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
