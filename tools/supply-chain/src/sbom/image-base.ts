import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseInputs, baseReference, ensureBaseImage, type Base } from '@prod-e/base-image';
import { UserError } from '@prod-e/errors';
import { parseControl } from './control.ts';
import { debianPackages } from './debian.ts';
import { withFilesOf } from './engine.ts';
import type { Inventory } from './inventory.ts';

/** Where base-image leaves the description of each package, and scanners look for it. */
const statusFolder = '/var/lib/dpkg/status.d';
const osRelease = '/usr/lib/os-release';

/**
 * What a base image holds: its own record of its packages, held against the lock that it was made from.
 *
 * @throws UserError when the two differ, or the engine has no such image and cannot make one
 */
export async function imageBase(
  base: Base,
  signal?: AbortSignal,
): Promise<Pick<Inventory, 'distribution' | 'debian'>> {
  const inputs = baseInputs(base);
  const { reference } = await ensureBaseImage(base, { ...(signal && { signal }) });
  return withFilesOf(reference, [statusFolder, osRelease], signal, (folder) => {
    const status = join(folder, 'status.d');
    const controls = readdirSync(status)
      .sort()
      .map((file) => parseControl(readFileSync(join(status, file), 'utf8')));
    return {
      distribution: distributionOf(readFileSync(join(folder, 'os-release'), 'utf8'), reference),
      debian: debianPackages(controls, inputs.packages, baseReference(inputs)),
    };
  });
}

/** @param text `ID=debian\nVERSION_ID="13"\n…` */
export function distributionOf(text: string, where: string): Inventory['distribution'] {
  const values = new Map(
    [...text.matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const [id, version, codename] = ['ID', 'VERSION_ID', 'VERSION_CODENAME'].map((name) => values.get(name));
  if (!id || !version) throw new UserError('the image does not say what distribution it is of', { where });
  return { id, version, ...(codename !== undefined && { codename }) };
}
