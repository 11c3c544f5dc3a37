import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, type Workspace } from '@prod-e/e2e';
import { closureOf } from './closure.ts';

export const environmentName = 'bench-scale';

/**
 * A copy of this workspace with nothing in it but infra, the plug-in, and what these stand on: services are to be put
 * in. Its engine is not the real one, so it is removed without being destroyed.
 */
export async function inScaleWorkspace<T>(use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = createWorkspace(environmentName, {});
  const { root } = workspace;
  try {
    const kept = closureOf(root, ['infra', 'tools/delivery', 'tools/testing']);
    for (const folder of ['libs', 'tools']) {
      for (const name of readdirSync(join(root, folder))) {
        if (!kept.has(`${folder}/${name}`)) rmSync(join(root, folder, name), { recursive: true });
      }
    }
    writeFileSync(join(root, 'tsconfig.json'), '{ "files": [], "references": [] }\n');
    return await use(workspace);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
