import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '@prod-e/e2e';
import { mustRun } from '../must.ts';

/**
 * Bundles the backend by esbuild itself.
 *
 * @returns the folder with the bundle
 */
export async function bundle({ root }: Workspace): Promise<string> {
  const folder = join(root, '.prod-e/parts');
  mkdirSync(folder, { recursive: true });
  await mustRun(
    join(root, 'node_modules/.bin/esbuild'),
    [
      'apps/backend/src/main.ts',
      '--bundle',
      '--platform=node',
      '--sourcemap',
      `--outfile=${folder}/main.cjs`,
    ],
    { cwd: root, env: process.env },
  );
  return folder;
}
