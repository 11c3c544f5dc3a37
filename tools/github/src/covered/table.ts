import type { Coverage } from './read.ts';

/** What the tests of a project must run at least, in percent. */
export interface Thresholds {
  lines: number;
  branches: number;
}

type Part = keyof Thresholds;

/**
 * The coverage of projects as Markdown, with that of all their lines together.
 *
 * @param projects sorted
 */
export function coverageTable(projects: Coverage[], thresholds: Thresholds): string {
  if (projects.length === 0) return 'No project was tested, so there is no coverage to tell.';
  const held = `${thresholds.lines} / ${thresholds.branches}`;
  const rows = projects.map((each) => [
    `\`${each.project}\``,
    ...parts.map((part) => percent(each, part, thresholds)),
    held,
  ]);
  const all: Coverage = { project: '', lines: sum(projects, 'lines'), branches: sum(projects, 'branches') };
  const total = ['**total**', ...parts.map((part) => percent(all, part)), ''];
  const head = ['project', 'lines %', 'branches %', 'threshold'];
  return ['### Coverage\n', line(head), '| --- | ---: | ---: | ---: |', ...[...rows, total].map(line)].join(
    '\n',
  );
}

const parts: Part[] = ['lines', 'branches'];

const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** Cut and not rounded: what is below a threshold must not look as if it reached it. */
function percent(coverage: Coverage, part: Part, thresholds?: Thresholds): string {
  const { total, covered } = coverage[part];
  if (total === 0) return '–';
  const value = Math.floor((covered * 1000) / total) / 10;
  const text = value.toFixed(1);
  return thresholds && value < thresholds[part] ? `**${text}** ✗` : text;
}

const sum = (projects: Coverage[], part: Part): Coverage[Part] => ({
  total: projects.reduce((count, each) => count + each[part].total, 0),
  covered: projects.reduce((count, each) => count + each[part].covered, 0),
});
