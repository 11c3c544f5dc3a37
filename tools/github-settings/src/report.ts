import type { UserError } from '@prod-e/errors';
import { table } from '@prod-e/terminal';
import type { Difference } from './differences.ts';
import type { Finding } from './survey.ts';

/** A line for each value that differs: `path: from → to`. */
export const linesOf = (findings: Finding[]): string[] => {
  const rows = findings.flatMap(({ differing }) => differing.map(row));
  return rows.length === 0 ? [] : table(rows).split('\n');
};

export const errorsOf = (findings: Finding[]): UserError[] => findings.flatMap(({ error }) => error ?? []);

export const countOf = (findings: Finding[]): number =>
  findings.reduce((count, { differing }) => count + differing.length, 0);

const row = ({ path, from, to }: Difference): string[] => [`${path}:`, `${shown(from)} → ${shown(to)}`];

const shown = (value: unknown): string =>
  value === undefined ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);
