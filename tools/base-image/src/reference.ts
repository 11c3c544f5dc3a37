import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureOf, suite, type Architecture, type Base } from './bases.ts';
import { readLock, type LockedPackages } from './lock.ts';
import { settings } from './mmdebstrap.ts';
import { nodePackage } from './node-package.ts';
import { recipeFolder } from './paths.ts';

/** All that a base image is made from. */
export interface BaseInputs {
  base: Base;
  architecture: Architecture;
  packages: LockedPackages;
  /** File of the recipe → content. */
  recipe: Record<string, string>;
  /** Only of the base that has Node. */
  nodeVersion?: string;
}

/** The files of the recipe that go into a base, apart from its Dockerfile. */
const recipeFiles: Record<Base, readonly string[]> = {
  node: ['rootfs.sh', 'healthcheck.mjs'],
  prometheus: ['rootfs.sh'],
};

/** Reads what a base is made from on this machine. */
export function baseInputs(base: Base): BaseInputs {
  const architecture = architectureOf(process.arch);
  const files = [...recipeFiles[base], `${base}.Dockerfile`];
  return {
    base,
    architecture,
    packages: readLock()[base][architecture],
    recipe: Object.fromEntries(files.map((file) => [file, readFileSync(join(recipeFolder, file), 'utf8')])),
    ...(base === 'node' && { nodeVersion: nodePackage().version }),
  };
}

/**
 * The image's name, `prod-e/base-<base>:in-<hash>`: the same inputs give the same tag on every machine.
 * No engine is asked, so it can be an input of other hashes.
 */
export function baseReference(inputs: BaseInputs): string {
  const whole = JSON.stringify(sorted({ ...inputs, suite, settings }));
  return `prod-e/base-${inputs.base}:in-${createHash('sha256').update(whole).digest('hex').slice(0, 20)}`;
}

/** The same value with the keys of every object in order, so that the hash is that of the content. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
