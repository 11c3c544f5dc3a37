/** Rows of cells, the first of them the head, in columns for a terminal. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = widthsOf(rows);
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same as a table of Markdown. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = widthsOf([head, ...body]).map((width) => Math.max(width, 3));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const widthsOf = (rows: readonly (readonly string[])[]): number[] =>
  (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));

/** Seconds, to a tenth from ten seconds on, to a hundredth below. */
export const seconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `reached`, or `missed`, or nothing where nothing is wanted. */
export const verdict = (value: number, atMost: number | undefined): string => {
  if (atMost === undefined) return '';
  return value <= atMost ? 'reached' : 'missed';
};
