import type { Run } from '../cli/main.ts';
import { addToSummary } from '../output/summary.ts';
import { readCoverage } from './read.ts';
import { coverageTable } from './table.ts';

/** What the preset of `@prod-e/testing` holds every project at. */
export const thresholds = { lines: 90, branches: 85 };

/** Appends the coverage of the projects that were tested to the summary of the job. */
export function coverage({ workspaceRoot, env, print }: Run): void {
  const projects = readCoverage(workspaceRoot);
  if (addToSummary(coverageTable(projects, thresholds), env, print))
    print(`coverage of ${projects.length} ${projects.length === 1 ? 'project' : 'projects'} told`);
}
