import { commentLimit, join } from '../comment/join.ts';

/** Line by which a text says where it comes from. It changes with every run, and is no difference. */
const sourceLine = /^_Found by .*_$/m;

const found = (link?: string): string =>
  link === undefined ? '_Found by hand_' : `_Found by [a run](${link})_`;

/** Room for what stands around a report. */
const frame = 1000;

/** The text of an issue, under its marker. */
export const issueBody = (marker: string, environment: string, report: string, link?: string): string =>
  [
    `${marker}\n${join([report], commentLimit - frame, link)}`,
    `\`npm run deploy -- --environment=${environment}\` puts it right, or make the change in the workspace. What is no drift is told in \`infra/drift-exceptions.json\`.`,
    found(link),
  ].join('\n\n');

/** Whether two texts of an issue say the same, whichever run they were found by. */
export const saySame = (one: string, other: string): boolean => withoutSource(one) === withoutSource(other);

const withoutSource = (text: string): string => text.replace(/\r\n/g, '\n').replace(sourceLine, '').trim();

/** Rows of a report's table that an earlier one lacks; those that are left out as no drift are none. */
export function newRows(earlier: string, report: string): string[] {
  const known = new Set(earlier.split(/\r?\n/));
  return report.split('\n').filter((line) => isRow(line) && !known.has(line));
}

const isRow = (line: string): boolean =>
  line.startsWith('| ') && line.endsWith('| |') && !line.startsWith('| ---');

/** What is said under an issue when more has drifted. */
export const newlyDiffers = (rows: string[], link?: string): string =>
  join(
    [
      `Something else differs by now:\n\n| stack | what differs | |\n| --- | --- | --- |\n${rows.join('\n')}`,
      found(link),
    ],
    commentLimit,
    link,
  );

/** What is said under an issue when it is closed. */
export const closing = (environment: string, link?: string): string =>
  `\`${environment}\` is as it was recorded again.\n\n${found(link)}`;
