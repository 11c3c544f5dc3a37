import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface NxJson {
  release: { conventionalCommits: { types: Record<string, unknown> } };
}

/** The types of commits, as nx.json gives them with what each does to the version. */
export function commitTypes(workspace: string): string[] {
  const { release } = JSON.parse(readFileSync(join(workspace, 'nx.json'), 'utf8')) as NxJson;
  return Object.keys(release.conventionalCommits.types);
}
