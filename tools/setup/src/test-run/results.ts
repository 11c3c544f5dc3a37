import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Count } from './count.ts';
import type { Task } from './tally.ts';

const file = (workspace: string, root: string): string => join(workspace, root, 'dist/test-results.json');

/** Removes the results of earlier runs; Nx puts back those of tasks that it takes from its cache. */
export function clearResults(workspace: string, tasks: readonly Task[]): void {
  for (const { root } of tasks) rmSync(file(workspace, root), { force: true });
}

/** What the suites of a project counted, undefined when they did not come to their end. */
export function readResults(workspace: string, root: string): Count | undefined {
  const path = file(workspace, root);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Count) : undefined;
}
