import { parseConventionalCommitsMessage } from 'nx/src/command-line/release/utils/git';

/** What is wrong with a message, and what to do about it. */
export interface Fault {
  what: string;
  next: string;
}

/** Of Git itself, and never on main as they are: what a rebase squashes away, and merges. */
const leftAlone = /^(fixup!|squash!|amend!|Merge ) ?/;

/**
 * Reads the first line by the very function that `nx release` reads it by: what passes here is in the changelog.
 *
 * @param types those of `release.conventionalCommits` in nx.json
 * @returns the first fault; undefined when there is none
 */
export function faultOf(message: string, types: readonly string[]): Fault | undefined {
  const [header = '', blank = ''] = withoutComments(message);
  if (leftAlone.test(header)) return undefined;
  const parsed = parseConventionalCommitsMessage(header);
  const form = 'write type(scope): subject, as in: feat(backend): Answer in French where it is asked for';
  if (!parsed || parsed.type === '__INVALID__') return { what: 'it has no type', next: form };
  const { type, description } = parsed;
  if (!types.includes(type))
    return { what: `there is no type ${type}`, next: `take one of ${types.join(', ')}` };
  if (description.trim() === '') return { what: 'it has no subject', next: form };
  if (blank !== '')
    return { what: 'its second line is not empty', next: 'leave a blank line under the first' };
  return undefined;
}

/** As Git keeps it: without the lines that it put there for the writer to read. */
function withoutComments(message: string): string[] {
  const [kept = ''] = message.split(/^# -+ >8 -+$/m);
  const lines = kept.split(/\r?\n/).filter((line) => !line.startsWith('#'));
  return lines.slice(Math.max(0, lines.findIndex(Boolean)));
}
