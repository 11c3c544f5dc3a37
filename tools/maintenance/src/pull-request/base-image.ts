import { compareLocks, readLock, type Lock, type LockChange } from '@prod-e/base-image';
import { join } from 'node:path';
import type { Git } from '../git.ts';
import type { Proposal } from './proposal.ts';

const lockFile = 'tools/base-image/packages.lock.json';

/**
 * What `nx run base-image:refresh` has changed since the last commit.
 *
 * @returns undefined when it has changed nothing
 */
export async function baseImageProposal(workspace: string, git: Git): Promise<Proposal | undefined> {
  const committed = JSON.parse(await git.run('show', `HEAD:${lockFile}`)) as Lock;
  const changes = compareLocks(committed, readLock(join(workspace, lockFile)));
  if (changes.length === 0) return undefined;
  return {
    branch: 'maintenance/base-image',
    title: 'fix(base-image): Take the newer packages of Debian',
    body: bodyOf(changes),
    files: [lockFile],
  };
}

function bodyOf(changes: readonly LockChange[]): string {
  const rows = changes.map(
    ({ name, architecture, from = 'none', to = 'none' }) => `| ${name} | ${architecture} | ${from} | ${to} |`,
  );
  return [
    'Debian offers newer packages for the base images. Their lock is an input of every image: merged, this builds and deploys all services.',
    '',
    '| package | architecture | from | to |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
