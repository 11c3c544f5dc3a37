import { readFileSync } from 'node:fs';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';

const metafileSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({ imports: z.array(z.object({ path: z.string(), external: z.boolean().optional() })) }),
  ),
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});

/** The part of esbuild's metafile that says which files went where. Paths are relative to the workspace. */
export type Metafile = z.infer<typeof metafileSchema>;

/** A package in the bundle, and what its files import. */
export interface BundledPackage {
  /** Such as `node_modules/koa`. */
  folder: string;
  direct: boolean;
  /** Folders. */
  needs: string[];
}

/** @throws UserError when there is no such file, or it is not esbuild's */
export function readMetafile(file: string): Metafile {
  try {
    return metafileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UserError('the bundle’s metafile cannot be read', {
      where: file,
      next: 'build the bundle with esbuild’s option `metafile`',
      cause,
    });
  }
}

/**
 * The npm packages of which a byte is in the bundle. What esbuild read and left out is not in the image. An import
 * through such a file counts for what that file imports in turn.
 */
export function bundledPackages({ inputs, outputs }: Metafile): BundledPackage[] {
  const written = Object.values(outputs).flatMap(({ inputs: parts }) =>
    Object.entries(parts)
      .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && !isDisabled(path))
      .map(([path]) => path),
  );
  const bundled = new Set(written.flatMap((path) => folderOf(path) ?? []));
  const needs = new Map<string | undefined, Set<string>>();
  for (const path of written) {
    const folder = folderOf(path);
    const found = needs.get(folder) ?? new Set();
    needs.set(folder, found);
    for (const needed of importedBy(path, inputs, bundled)) if (needed !== folder) found.add(needed);
  }
  const direct = needs.get(undefined);
  return [...bundled].sort().map((folder) => ({
    folder,
    direct: direct?.has(folder) ?? false,
    needs: [...(needs.get(folder) ?? [])].sort(),
  }));
}

/** Folders of the packages in the bundle that a file imports, itself or through files that left no byte of them there. */
function importedBy(start: string, inputs: Metafile['inputs'], bundled: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const seen = new Set([start]);
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { path: imported, external } of inputs[path]?.imports ?? []) {
      if (external || seen.has(imported)) continue;
      seen.add(imported);
      const folder = folderOf(imported);
      if (folder !== undefined && bundled.has(folder)) found.add(folder);
      else open.push(imported);
    }
  }
  return found;
}

/** The folder of the package that a file belongs to; none for a file of the workspace itself. */
function folderOf(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** esbuild's mark of a file that a package's `browser` field turns off: what is written is an empty module. */
const isDisabled = (path: string): boolean => path.startsWith('(disabled):');
