import { columns, markdownTable, seconds as inSeconds, verdict } from '../layout.ts';

/** A workspace of a size. Seconds are medians; memory is in MiB. */
export interface ScaleRow {
  services: number;
  seconds: { plan: number; affected: number };
  peak: { plan: number; affected: number };
  /** Calls of the `docker` command during one plan. */
  engineCalls: number;
}

/** The plan may take this much of what Nx takes to say what is affected. */
export const wantedToAffected = 2;

const caption = [
  'Generated workspaces: the real plug-in and synthesis, a local environment, everything live but one service.',
  'The engine is a program that answers from a record; ledger, hashing, synthesis (from Nx’s cache) and Nx are real.',
  'Memory is that of Nx and of all that it starts, at once, shared pages counted for each.',
];

export const scaleReport = (rows: readonly ScaleRow[]): string =>
  [...caption, '', columns(cells(rows)), '', ...judgements(rows)].join('\n');

export const scaleMarkdown = (rows: readonly ScaleRow[]): string =>
  `${['# How it grows', '', ...caption, '', markdownTable(cells(rows)), '', ...judgements(rows).map((line) => `- ${line}`)].join('\n')}\n`;

function cells(rows: readonly ScaleRow[]): string[][] {
  const head = [
    'services',
    'plan, s',
    'nx show projects --affected, s',
    'ratio',
    'peak, MiB',
    'docker calls',
  ];
  return [
    head,
    ...rows.map(({ services, seconds, peak, engineCalls }) => [
      String(services),
      inSeconds(seconds.plan),
      inSeconds(seconds.affected),
      (seconds.plan / seconds.affected).toFixed(2),
      `${peak.plan.toFixed(0)} (Nx alone ${peak.affected.toFixed(0)})`,
      String(engineCalls),
    ]),
  ];
}

function judgements(rows: readonly ScaleRow[]): string[] {
  const steps = rows.slice(1).flatMap((row, index) => {
    const before = rows[index];
    return before ? [{ before, row, times: row.services / before.services }] : [];
  });
  const growth = (what: string, of: (row: ScaleRow) => number) =>
    steps.map(({ before, row, times }) => {
      const grown = of(row) / of(before);
      return `${what} from ${before.services} to ${row.services} services: × ${grown.toFixed(2)} (wanted ≤ ${times}) ${verdict(grown, times)}`;
    });
  const last = rows.at(-1);
  const ratio = last ? last.seconds.plan / last.seconds.affected : NaN;
  const isConstant = new Set(rows.map(({ engineCalls }) => engineCalls)).size <= 1;
  return [
    ...growth('time', ({ seconds }) => seconds.plan),
    ...growth('memory', ({ peak }) => peak.plan),
    `plan of ${last?.services ?? 0} services to nx show projects --affected: ${ratio.toFixed(2)} (wanted ≤ ${wantedToAffected}) ${verdict(ratio, wantedToAffected)}`,
    `docker calls are as many for every size: ${isConstant ? 'reached' : 'missed'}`,
  ];
}
