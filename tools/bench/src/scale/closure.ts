import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

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
