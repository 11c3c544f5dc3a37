import type { ShippedCommit } from '@prod-e/ledger';
import { git } from '../workspace/git.ts';

/** A deployment that ships more than these is of no use to a lead time. */
const most = 100;

/**
 * The commits that a deployment brings: those of its commit's history that the one before it did not have.
 *
 * @param previous what was live before; without it, only the deployed commit itself
 * @returns newest first; none where git does not know them
 */
export async function shippedCommits(
  workspaceRoot: string,
  commit: string,
  previous?: string,
): Promise<ShippedCommit[]> {
  const to = clean(commit);
  const from = previous === undefined ? undefined : clean(previous);
  const known =
    from !== undefined && (await git(workspaceRoot, 'cat-file', '-e', `${from}^{commit}`)) !== undefined;
  const range = known ? [`--max-count=${most}`, `${from}..${to}`] : ['--max-count=1', to];
  const listed = await git(workspaceRoot, 'log', '--format=%H %cI', ...range);
  return (listed ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [hash = '', committed = ''] = line.split(' ');
      return { hash, committedAt: new Date(committed).toISOString() };
    });
}

const clean = (commit: string): string => commit.replace(/-dirty$/, '');
