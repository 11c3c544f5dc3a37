import { git } from '../workspace/git.ts';

/** How a commit stands to the present one. */
export type Reached = 'ancestor' | 'not an ancestor' | 'unknown';

/** History that is fetched first; doubled until the commit is there. */
const firstDepth = 50;

/**
 * Makes sure that a commit is in the history of the present one, deepening a shallow clone as far as needed and no
 * further.
 *
 * @param commit full hash
 */
export async function bringAncestor(
  workspaceRoot: string,
  commit: string,
  explain: (line: string) => void,
): Promise<Reached> {
  for (let depth = firstDepth; ; depth *= 2) {
    if ((await git(workspaceRoot, 'merge-base', '--is-ancestor', commit, 'HEAD')) !== undefined) {
      return 'ancestor';
    }
    if ((await git(workspaceRoot, 'rev-parse', '--is-shallow-repository')) !== 'true') break;
    explain(`the clone is shallow: fetching ${depth} more commits`);
    if ((await git(workspaceRoot, 'fetch', '--quiet', '--no-tags', `--deepen=${depth}`)) === undefined) {
      explain('git could not fetch more of the history');
      break;
    }
  }
  const isThere = (await git(workspaceRoot, 'cat-file', '-e', `${commit}^{commit}`)) !== undefined;
  return isThere ? 'not an ancestor' : 'unknown';
}
