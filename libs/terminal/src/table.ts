/**
 * Lays rows out in columns.
 *
 * @param rows cells by row, the first row being the head; a cell may carry colour
 */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Characters that a terminal shows: escape sequences take no room. */
// eslint-disable-next-line no-control-regex -- an escape sequence starts with a control character
const width = (text: string): number => text.replace(/\u001B\[\d+m/g, '').length;
