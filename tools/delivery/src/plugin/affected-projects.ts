// What Nx itself takes for affected, by what Nx exports for itself: every import of its internals for that is in this
// file. Its version is pinned exactly, and tools/e2e/test/difference.test.ts runs `nx affected` on what comes out.
import { readCachedProjectGraph, type NxJsonConfiguration } from '@nx/devkit';
import { filterAffected } from 'nx/src/project-graph/affected/affected-project-graph';
import { calculateFileChanges } from 'nx/src/project-graph/file-utils';
import { parseFiles } from 'nx/src/utils/command-line-utils';

export interface Since {
  base?: string;
  head?: string;
}

/**
 * The projects that a command is about, by the project graph that Nx has made for this very command.
 *
 * @param since as told on the command line
 * @throws whatever Nx throws where there is no such graph, or no such commit
 */
export async function affectedProjects(since: Since, nxJson: NxJsonConfiguration): Promise<string[]> {
  const { files } = parseFiles(since);
  const changes = calculateFileChanges(files, since);
  return Object.keys((await filterAffected(readCachedProjectGraph(), changes, nxJson)).nodes);
}
