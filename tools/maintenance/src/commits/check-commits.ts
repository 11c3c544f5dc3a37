import { exitCode, UserError } from '@prod-e/errors';
import type { Git } from '../git.ts';
import { faultOf } from './check-message.ts';

/** @throws UserError that says what is wrong with it */
export function assertMessage(message: string, types: readonly string[]): void {
  const fault = faultOf(message, types);
  if (!fault) return;
  throw new UserError(`this commit message is refused: ${fault.what}`, { next: fault.next });
}

/**
 * Checks the commits that a branch has and its base has not: hooks are optional, and this is for who has none.
 *
 * @returns how many there are
 * @throws UserError that names each bad one
 */
export async function assertCommits(git: Git, base: string, types: readonly string[]): Promise<number> {
  const commits = await commitsSince(git, base);
  const faults = commits.flatMap(({ id, message }) => {
    const fault = faultOf(message, types);
    return fault ? [`  ${id.slice(0, 8)} ${firstLineOf(message)}: ${fault.what}; ${fault.next}`] : [];
  });
  if (faults.length > 0) {
    const count = faults.length === 1 ? 'a commit message is' : `${faults.length} commit messages are`;
    throw new UserError(`${count} refused:\n${faults.join('\n')}`, { next: `git rebase -i ${base}` });
  }
  return commits.length;
}

async function commitsSince(git: Git, base: string): Promise<{ id: string; message: string }[]> {
  // What begins with a dash would be an option.
  const commit = base.startsWith('-')
    ? undefined
    : await git.try('rev-parse', '--verify', `${base}^{commit}`);
  if (commit === undefined) {
    throw new UserError(`there is no commit ${base}`, { next: 'git fetch', exit: exitCode.usage });
  }
  const log = await git.run('log', '--no-merges', '-z', '--format=%H%n%B', `${commit}..HEAD`);
  return log
    .split('\0')
    .filter(Boolean)
    .map((entry) => ({
      id: entry.slice(0, entry.indexOf('\n')),
      message: entry.slice(entry.indexOf('\n') + 1),
    }));
}

const firstLineOf = (message: string): string => message.split('\n', 1)[0] ?? '';
