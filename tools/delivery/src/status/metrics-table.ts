import { doraMetrics, type Deployment, type DoraMetrics } from '@prod-e/ledger/metrics';
import { table, type Paint } from '@prod-e/terminal';

export const windowDays = 30;

/** Start of the time that the metrics are of. */
export const windowStart = (now: Date): Date => new Date(now.getTime() - windowDays * 24 * 3600 * 1000);

/** The four DORA metrics of an environment's last days. */
export const recentMetrics = (deployments: readonly Deployment[], now: Date): DoraMetrics =>
  doraMetrics(deployments, { from: windowStart(now), to: now });

/** A row for each environment, each figure with the band that it falls in. */
export function metricsTable(all: { environment: string; metrics: DoraMetrics }[], paint: Paint): string {
  const head = [
    `last ${windowDays} days`,
    'deployments a day',
    'lead time',
    'failure rate',
    'time to restore',
  ];
  const rows = all.map(({ environment, metrics }) => [
    environment,
    figure(metrics.deploymentFrequency, (value) => value.toFixed(1)),
    figure(metrics.leadTime, duration),
    figure(metrics.changeFailureRate, (value) => `${Math.round(value * 100)} %`),
    figure(metrics.timeToRestore, duration),
  ]);
  return table([head.map((cell) => paint('bold', cell)), ...rows]);
}

type Metric = DoraMetrics['leadTime'];

const figure = ({ value, band }: Metric, tell: (value: number) => string): string =>
  value === undefined ? '–' : tell(value) + (band === undefined ? '' : ` (${band})`);

/** `40 s`, `12 min`, `5 h`, `3 d` */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
