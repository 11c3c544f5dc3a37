// Nx's own hasher, by what Nx exports for itself: every import of its internals is in this file. Its version is pinned
// exactly, and tools/e2e/test/input-tag.test.ts compares what comes out with what Nx tells its tasks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NxJsonConfiguration, ProjectGraph } from '@nx/devkit';
import { InProcessTaskHasher } from 'nx/src/hasher/task-hasher';
import native, { type NxWorkspaceFilesExternals } from 'nx/src/native';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph';
import { setWorkspaceRoot } from 'nx/src/utils/workspace-root';

/** What Nx hands to an executor, and more. */
export interface NxWorkspace {
  projectGraph: ProjectGraph;
  nxJson: NxJsonConfiguration;
  /** Absolute. */
  workspaceRoot: string;
}

/**
 * The hashes that Nx gives to a target of projects when it is run without overrides, computed in one pass.
 *
 * @param projects each has the target
 * @returns hash by project: a decimal number of 64 bits
 */
export async function taskHashes(
  { projectGraph, nxJson, workspaceRoot }: NxWorkspace,
  projects: readonly string[],
  target: string,
): Promise<Map<string, string>> {
  setWorkspaceRoot(workspaceRoot);
  const taskGraph = createTaskGraph(projectGraph, {}, [...projects], [target], undefined, {});
  const tasks = Object.values(taskGraph.tasks).filter(
    (task) => task.target.target === target && projects.includes(task.target.project),
  );
  const hasher = new InProcessTaskHasher(projectGraph, nxJson, filesOf(projectGraph, workspaceRoot), {});
  // No environment: one variable is in every hash of Nx, the key of its cloud, and a tag is the same on every machine.
  const noEnvironment = Object.fromEntries(tasks.map(({ id }) => [id, {}]));
  const hashes = await hasher.hashTasks(tasks, taskGraph, noEnvironment, workspaceRoot);
  return new Map(tasks.map(({ target: { project } }, index) => [project, hashes[index]?.value ?? '']));
}

/**
 * The files of all projects, with the hashes of their contents. Nx keeps these from one command to the next, and takes
 * a file for unchanged when the second of its modification is the same: two edits within a second would be one. So they
 * are read anew, with nothing kept.
 */
function filesOf({ nodes }: ProjectGraph, workspaceRoot: string): NxWorkspaceFilesExternals {
  const nothingKept = mkdtempSync(join(tmpdir(), 'prod-e-nx-files-'));
  try {
    const projectByRoot = Object.fromEntries(Object.values(nodes).map(({ name, data }) => [data.root, name]));
    const files = new native.WorkspaceContext(workspaceRoot, nothingKept).getWorkspaceFiles(projectByRoot);
    if (!files.externalReferences) throw new Error('Nx gave no files');
    return files.externalReferences;
  } finally {
    rmSync(nothingKept, { recursive: true, force: true });
  }
}
