import { join } from 'node:path';
import { environmentsFolder, loadEnvironment, placeholdersOf, type Environment } from '@prod-e/environment';
import { inEnvironment, readEnvironment } from '../environment/open.ts';
import { newestProven, runs } from '../record/proven-release.ts';
import { environmentFolder } from '../state/folders.ts';
import { bringAncestor } from './bring-ancestor.ts';

export interface BaseOptions {
  workspaceRoot: string;
  environment: string;
  /** Told why it is what it is; never part of the answer. */
  explain: (line: string) => void;
}

/** The hash of a tree with nothing in it: against it, every file has changed. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/**
 * The base for `nx affected`: the commit that is live in an environment, so that what is selected is what separates the
 * environment from the present commit. Where that commit is not known, or is no ancestor, it is the empty tree, by
 * which everything is affected; never a guess.
 *
 * @returns a full hash
 */
export async function baseOf(options: BaseOptions): Promise<string> {
  const { workspaceRoot, environment: name, explain } = options;
  const everything = (why: string): string => {
    explain(`${why}, so everything is affected`);
    return emptyTree;
  };
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  if (placeholdersOf(environment).length > 0) return everything(`${name} is not set up`);
  const commit = await liveCommit(options, environment);
  if (commit === undefined) return everything(`no recorded release is what ${name} runs now`);
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    return everything(`${name} runs a working tree that was never committed (${commit})`);
  }
  const reached = await bringAncestor(workspaceRoot, commit, explain);
  if (reached === 'unknown') return everything(`git does not know commit ${commit}, which ${name} runs`);
  if (reached === 'not an ancestor') {
    return everything(`commit ${commit}, which ${name} runs, is no ancestor of the present one`);
  }
  explain(`${name} runs commit ${commit}`);
  return commit;
}

async function liveCommit(
  { workspaceRoot, explain }: BaseOptions,
  environment: Environment,
): Promise<string | undefined> {
  environmentFolder(workspaceRoot, environment.name);
  return inEnvironment({ workspaceRoot, environment, print: explain }, async (open) => {
    const { live } = await readEnvironment(open, []);
    const found = await newestProven(open, ({ release }) => runs(live, release));
    return found?.deployment.commit;
  });
}
