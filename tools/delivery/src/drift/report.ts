import { table, type Paint } from '@prod-e/terminal';
import { cell } from '../output/markdown.ts';
import { driftMarker } from './marker.ts';

/** One thing in which an environment is another than what was recorded. */
export interface Difference {
  stack: string;
  /** What an exception names it by. */
  address: string;
  /** For a person. */
  what: string;
}

export interface DriftReport {
  environment: string;
  differences: Difference[];
  /** Known to be no drift, each with why. */
  suppressed: (Difference & { reason: string })[];
}

/** For a terminal. */
export function driftTable({ environment, differences, suppressed }: DriftReport, paint: Paint): string {
  const head = ['stack', 'what differs'].map((text) => paint('bold', text));
  const rows = differences.map(({ stack, what }) => [stack, paint('yellow', what)]);
  return [
    rows.length === 0 ? `${environment}: nothing has drifted` : table([head, ...rows]),
    ...suppressed.map(({ address, reason }) => paint('dim', `left out: ${address} (${reason})`)),
  ].join('\n');
}

/** For an issue or a comment: a marker for programs and the summary line first, which are never cut. */
export function driftMarkdown({ environment, differences, suppressed }: DriftReport, limit = 65_536): string {
  const headline =
    differences.length === 0
      ? `${driftMarker(environment, 'clean')}\n### \`${environment}\` has not drifted\n`
      : `${driftMarker(environment, 'drifted')}\n### \`${environment}\` has drifted: ${counted(differences.length)}\n`;
  const rows = [
    ...differences.map(({ stack, what }) => `| ${cell(stack)} | ${cell(what)} | |\n`),
    ...suppressed.map(
      ({ stack, what, reason }) => `| ${cell(stack)} | ${cell(what)} | left out: ${cell(reason)} |\n`,
    ),
  ];
  if (rows.length === 0) return headline;
  let text = `${headline}\n| stack | what differs | |\n| --- | --- | --- |\n`;
  for (const [index, row] of rows.entries()) {
    if (text.length + row.length > limit - 100)
      return `${text}\n${rows.length - index} more do not fit here.\n`;
    text += row;
  }
  return text;
}

const counted = (count: number): string => `${count} ${count === 1 ? 'difference' : 'differences'}`;

/** While a deployment is under way there is nothing to say. */
export const uncheckedMarkdown = (environment: string): string =>
  `${driftMarker(environment, 'unchecked')}\n### \`${environment}\` is being changed: drift was not checked\n`;
