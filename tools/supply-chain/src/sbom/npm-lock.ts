import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import type { BundledPackage } from './bundle.ts';
import type { NpmPackage } from './inventory.ts';

const entrySchema = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
});

const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

const descriptionSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.unknown().optional(),
});

/** What npm has locked and installed, by a package's folder in the workspace. */
export interface NpmLock {
  /** @throws UserError when the package is not locked, not installed, or installed in another version */
  find: (folder: string) => Pick<NpmPackage, 'name' | 'version' | 'licence' | 'integrity'>;
  packages: (bundled: BundledPackage[]) => NpmPackage[];
}

/** @throws UserError when the workspace has no lock file */
export function npmLock(workspaceRoot: string): NpmLock {
  const file = join(workspaceRoot, 'package-lock.json');
  const { packages } = read(file, lockSchema);
  const find: NpmLock['find'] = (folder) => {
    const locked = packages[folder];
    const description = join(workspaceRoot, folder, 'package.json');
    const { name, version, license } = read(description, descriptionSchema);
    if (locked?.version !== version) {
      throw new UserError(`${name} ${version} is installed, locked is ${locked?.version ?? 'none'}`, {
        where: description,
        next: 'npm ci',
      });
    }
    const licence = typeof license === 'string' ? license : locked.license;
    return {
      name,
      version,
      ...(licence && { licence }),
      ...(locked.integrity !== undefined && { integrity: locked.integrity }),
    };
  };
  return { find, packages: (bundled) => bundled.map((each) => ({ ...each, ...find(each.folder) })) };
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UserError('what npm has installed cannot be read', { where: file, next: 'npm ci', cause });
  }
}
