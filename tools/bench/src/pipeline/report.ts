import { columns, markdownTable, percent, seconds, verdict } from '../layout.ts';
import type { Measured } from './scenario.ts';
import { sumOf, totalOf, type Baseline } from './totals.ts';

/** Everything beyond what a commit cannot do without may take this much of it. */
export const wantedToParts = 1.3;

export interface Report {
  baseline: Baseline;
  measured: readonly Measured[];
  /** The baseline tested next to nothing: no ratio to it means anything. */
  quick: boolean;
}

export const terminalReport = (report: Report): string =>
  [
    `the ordinary pipeline: ${baselineLine(report.baseline)}`,
    '',
    columns(sharesOf(report)),
    '',
    columns(partsOf(report)),
    '',
    ...notes(report),
  ].join('\n');

export const markdownReport = (report: Report): string =>
  `${[
    '# What a commit costs',
    '',
    `The ordinary pipeline, which does everything for every commit: ${baselineLine(report.baseline)}.`,
    '',
    markdownTable(sharesOf(report)),
    '',
    markdownTable(partsOf(report)),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n')}\n`;

function baselineLine(baseline: Baseline): string {
  const { install, test, build, push, apply } = baseline;
  const steps = { 'npm ci': install, tests: test, 'two images': build, push, apply };
  const listed = Object.entries(steps).map(([name, value]) => `${name} ${seconds(value)} s`);
  return `${seconds(totalOf(baseline))} s (${listed.join(', ')})`;
}

function sharesOf({ baseline, measured }: Report): string[][] {
  const total = totalOf(baseline);
  const head = ['commit', 's', 'share', 'wanted', '', 'with npm ci', 'Nx cache kept, s', 'did'];
  return [
    head,
    ...measured.map(({ scenario, ours, warm, did }) => [
      scenario.what,
      seconds(ours),
      percent(ours / total),
      scenario.wanted === undefined ? '' : `≤ ${percent(scenario.wanted)}`,
      verdict(ours / total, scenario.wanted),
      percent((ours + baseline.install) / total),
      warm === undefined ? '' : `${seconds(warm)} (${percent(warm / total)})`,
      did || 'nothing',
    ]),
  ];
}

function partsOf({ measured }: Report): string[][] {
  const head = ['commit', 's', 'Nx start', 'tests', 'image', 'live', 'sum', 'ratio', 'wanted', ''];
  return [
    head,
    ...measured.map(({ scenario, ours, parts }) => {
      const sum = sumOf(parts);
      const each = [parts.start, parts.tests, parts.image, parts.live, sum].map(seconds);
      const ratio = ours / sum;
      return [
        scenario.name,
        seconds(ours),
        ...each,
        ratio.toFixed(2),
        `≤ ${wantedToParts}`,
        verdict(ratio, wantedToParts),
      ];
    }),
  ];
}

const notes = ({ quick, baseline, measured }: Report): string[] => [
  ...(quick ? ['QUICK: the baseline tested two small projects only, so that no share means anything.'] : []),
  ...(baseline.failed.length > 0 ? [`These failed in the baseline: ${baseline.failed.join(', ')}.`] : []),
  'Both pipelines run on this machine, one after the other, in the same scratch workspace and against the same registry on loopback.',
  'The targets are lint, typecheck and test; what this machine cannot run is skipped in both, and e2e is part of neither.',
  'Each commit finds a fresh checkout with node_modules: nothing that was built, and no `.nx`: no result, no project graph, no compiled code.',
  ...(measured.some(({ warm }) => warm !== undefined)
    ? ['"Nx cache kept" is another round of like commits, in which `.nx` is kept from the baseline’s run on.']
    : []),
  'npm ci is in the baseline alone; "with npm ci" adds it to ours, as on a runner that keeps no node_modules.',
  'Base images are in the engine and in the registry before either begins. State of Terraform and the ledger are kept, as they are elsewhere on AWS.',
  'Sum: the tests begin with one start of Nx; where there are none, it is Nx’s start alone.',
];
