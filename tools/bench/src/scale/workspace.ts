import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, type Workspace } from '@prod-e/e2e';

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

/** Folders of projects, and of all that these depend on. */
export function closureOf(root: string, projects: readonly string[]): ReadonlySet<string> {
  const folders = foldersByPackage(root);
  const found = new Set<string>();
  const visit = (project: string) => {
    if (found.has(project)) return;
    found.add(project);
    for (const name of dependenciesOf(root, project)) {
      const folder = folders.get(name);
      if (folder !== undefined) visit(folder);
    }
  };
  projects.forEach(visit);
  return found;
}

interface Manifest {
  name?: string;
  dependencies?: Record<string, string>;
}

const manifestOf = (root: string, project: string): Manifest =>
  JSON.parse(readFileSync(join(root, project, 'package.json'), 'utf8')) as Manifest;

const dependenciesOf = (root: string, project: string): string[] =>
  Object.keys(manifestOf(root, project).dependencies ?? {});

const foldersByPackage = (root: string): Map<string, string> =>
  new Map(
    ['libs', 'tools']
      .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
      .map((project) => [manifestOf(root, project).name ?? '', project]),
  );
