import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitIn, type Git } from '../git.ts';
import type { Proposal } from './proposal.ts';

const author = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

/**
 * Brings a proposal to its branch on `origin`, on top of the commit that is checked out. The working tree, its branch and
 * its index stay as they are.
 *
 * @returns whether anything was pushed: a branch that holds the same files already keeps its checks and its reviews
 */
export async function pushProposal(
  workspace: string,
  { branch, title, files }: Proposal,
  credentials: Record<string, string>,
): Promise<boolean> {
  const git = gitIn(workspace, credentials);
  const held = await heldBy(git, branch);
  const tree = await treeWith(workspace, files);
  if (held !== undefined && (await areSame(git, held, tree, files))) return false;
  const commit = await commitOf(workspace, tree, title);
  // Refused where somebody has pushed to it in between.
  const lease = `--force-with-lease=refs/heads/${branch}:${held ?? ''}`;
  await git.run('push', '--quiet', lease, 'origin', `${commit}:refs/heads/${branch}`);
  return true;
}

/** The commit that the branch is at on the remote, brought here; undefined when there is no such branch. */
async function heldBy(git: Git, branch: string): Promise<string | undefined> {
  const listed = await git.run('ls-remote', 'origin', `refs/heads/${branch}`);
  if (listed === '') return undefined;
  await git.run('fetch', '--quiet', '--depth=1', '--no-tags', 'origin', `refs/heads/${branch}`);
  return git.run('rev-parse', 'FETCH_HEAD');
}

/** A tree of the checked-out commit with some files as they are in the working tree. */
async function treeWith(workspace: string, files: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prod-e-index-'));
  try {
    const git = gitIn(workspace, { GIT_INDEX_FILE: join(folder, 'index') });
    await git.run('read-tree', 'HEAD');
    await git.run('add', '--', ...files);
    return await git.run('write-tree');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function areSame(git: Git, held: string, tree: string, files: readonly string[]): Promise<boolean> {
  return (await git.try('diff', '--quiet', held, tree, '--', ...files)) !== undefined;
}

function commitOf(workspace: string, tree: string, title: string): Promise<string> {
  const git = gitIn(workspace, {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  });
  return git.run('commit-tree', tree, '-p', 'HEAD', '-m', title);
}
