import { bundledPackages, readMetafile } from './bundle.ts';
import { imageBase } from './image-base.ts';
import { npmLock } from './npm-lock.ts';
import { nodeRuntime } from './node-runtime.ts';
import type { Inventory } from './inventory.ts';

export interface SbomOptions {
  service: string;
  version: string;
  inputTag: string;
  /** `sha256:…` of the image, where it is known. */
  digest?: string;
  base: 'node' | 'prometheus';
  /** esbuild's metafile of the bundle in the image, its paths relative to the workspace. Without one, nothing of npm is in it. */
  metafile?: string;
  /** Absolute. */
  workspaceRoot: string;
  /** ISO 8601. Without one the document has no time, and the same inputs give the same bytes. */
  timestamp?: string;
  signal?: AbortSignal;
}

/**
 * What is in the image of a service, as CycloneDX 1.6 JSON: Debian's packages of its base, the npm packages of its
 * bundle, and Node. All of it is read from what dpkg, npm and esbuild have written down.
 *
 * @returns the text of the document; the same inputs give the same bytes
 * @throws UserError when what is installed, locked and in the image is not the same
 */
export async function createSbom(options: SbomOptions): Promise<string> {
  const { base, metafile, workspaceRoot, signal } = options;
  const lock = npmLock(workspaceRoot);
  const inventory: Inventory = {
    ...(await imageBase(base, signal)),
    npm: metafile === undefined ? [] : lock.packages(bundledPackages(readMetafile(metafile))),
    ...(base === 'node' && { node: nodeRuntime(lock) }),
  };
  // The library is loaded only where there is a document to write.
  const { bomOf, textOf } = await import('./bom.ts');
  return textOf(bomOf(options, inventory));
}
