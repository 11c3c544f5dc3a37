import { stripVTControlCharacters } from 'node:util';

/** What Nx says of a run at its end: the ids (`project:target`) of the tasks that did not succeed. */
export interface NxReport {
  failed: ReadonlySet<string>;
  /** Not run because a task they depend on failed. */
  notRun: ReadonlySet<string>;
}

/** Reads the summary that ends the static output of `nx run-many`. */
export function readNxReport(output: string): NxReport {
  const text = stripVTControlCharacters(output);
  // Tests print too: only what follows Nx's last heading is its own.
  const summary = text.slice(text.lastIndexOf(' NX '));
  return {
    failed: new Set([...listAfter(summary, 'Failed tasks:'), ...listAfter(summary, 'Tasks stopped')]),
    notRun: new Set(listAfter(summary, 'Tasks not run')),
  };
}

/** The items of the list under a heading. */
function listAfter(summary: string, heading: string): string[] {
  const lines = summary.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line.startsWith(heading));
  if (at === -1) return [];
  const items: string[] = [];
  for (const line of lines.slice(at + 1)) {
    if (line.startsWith('- ')) items.push(line.slice(2));
    else if (line !== '') break;
  }
  return items;
}
