import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureOf, type Architecture, type Base } from './bases.ts';
import { readLock, type LockedPackages } from './lock.ts';
import { nodePackage } from './node-package.ts';
import { recipeFolder } from './paths.ts';

/** All that a base image is made from. */
export interface BaseInputs {
  base: Base;
  architecture: Architecture;
  packages: LockedPackages;
  /** Path in the recipe's folder → content. */
  recipe: Record<string, string>;
  /** Only of the base that has Node. */
  nodeVersion?: string;
}

/** Reads what a base is made from on this machine. */
export function baseInputs(base: Base): BaseInputs {
  const architecture = architectureOf(process.arch);
  return {
    base,
    architecture,
    packages: readLock()[base][architecture],
    recipe: Object.fromEntries(
      readdirSync(recipeFolder).map((file) => [file, readFileSync(join(recipeFolder, file), 'utf8')]),
    ),
    ...(base === 'node' && { nodeVersion: nodePackage().version }),
  };
}

/**
 * The image's name, `prod-e/base-<base>:in-<hash>`: the same inputs give the same tag on every machine.
 * No engine is asked, so it can be an input of other hashes.
 */
export function baseReference(inputs: BaseInputs): string {
  const hash = createHash('sha256').update(JSON.stringify(sorted(inputs))).digest('hex').slice(0, 20);
  return `prod-e/base-${inputs.base}:in-${hash}`;
}

/** The same value with the keys of every object in order, so that the hash is that of the content. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
