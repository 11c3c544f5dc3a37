import { blocksOf, type Block } from './blocks.ts';

/** GitHub refuses a comment of more characters than these. */
export const commentLimit = 65_536;

/** Room for the sentence under a text that says what was left out of it. */
const noticeLength = 200;

interface Part {
  blocks: Block[];
  length: number;
  /** How many were left out. */
  details: number;
  lines: number;
}

/**
 * Joins Markdown texts to one that fits a comment. Details are left out first, always of the text that is the longest
 * by now, its last one first; then lines, in the same way. Each text says at its end what it lacks.
 *
 * @param link where all of it can be read
 */
export function join(texts: string[], limit = commentLimit, link?: string): string {
  const whole = texts.map((text) => text.trim()).join('\n\n');
  if (whole.length <= limit) return whole;
  const parts = texts.map((text): Part => {
    const trimmed = `${text.trim()}\n`;
    return { blocks: blocksOf(trimmed), length: trimmed.length, details: 0, lines: 0 };
  });
  const room = limit - parts.length * (noticeLength + 2) - (link?.length ?? 0) * parts.length;
  while (total(parts) > room && leaveOut(parts, ({ isDetail }) => isDetail, 'details'));
  while (total(parts) > room && leaveOut(parts, () => true, 'lines'));
  return parts.map((part) => `${textOf(part)}${notice(part, link)}`).join('\n\n');
}

const total = (parts: Part[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** @returns false where there is nothing of the kind left */
function leaveOut(parts: Part[], isKind: (block: Block) => boolean, count: 'details' | 'lines'): boolean {
  const [longest] = parts
    .filter(({ blocks }) => blocks.some(isKind))
    .sort((one, other) => other.length - one.length);
  if (!longest) return false;
  const [removed] = longest.blocks.splice(longest.blocks.findLastIndex(isKind), 1);
  longest.length -= removed?.text.length ?? 0;
  longest[count] += 1;
  return true;
}

const textOf = ({ blocks }: Part): string =>
  blocks
    .map(({ text }) => text)
    .join('')
    .trim();

function notice({ details, lines }: Part, link?: string): string {
  const left = [counted(details, 'detail'), counted(lines, 'line')].filter((text) => text !== '');
  if (left.length === 0) return '';
  const where = link === undefined ? 'the run’s log' : `[the run](${link})`;
  return `\n\n**Cut:** ${left.join(' and ')} left out here, since GitHub takes no longer comment; see ${where}.`;
}

const counted = (count: number, what: string): string =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
