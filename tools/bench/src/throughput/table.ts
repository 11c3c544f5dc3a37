import { median } from '../median.ts';
import type { Sample } from './parse-load.ts';

/** A round of one contender. */
export interface Measured extends Sample {
  /** Processor time per request, all threads, in microseconds: what a busy machine disturbs less than req/s. */
  cpu: number;
}

export interface Row extends Measured {
  name: string;
  /** Requests per second, in relation to bare Koa's of the same round: the median of the rounds. */
  toKoa: number;
}

/** Samples by contender, one per round, as rows of medians. */
export function summarize(samples: ReadonlyMap<string, readonly Measured[]>, reference: string): Row[] {
  const base = samples.get(reference) ?? [];
  return [...samples].map(([name, own]) => ({
    name,
    requestsPerSecond: median(own.map((sample) => sample.requestsPerSecond)),
    requests: own.reduce((sum, sample) => sum + sample.requests, 0),
    p50: median(own.map((sample) => sample.p50)),
    p99: median(own.map((sample) => sample.p99)),
    cpu: median(own.map((sample) => sample.cpu)),
    toKoa: median(
      own.map((sample, round) => sample.requestsPerSecond / (base[round]?.requestsPerSecond ?? NaN)),
    ),
  }));
}

export function printTable(rows: readonly Row[]): string {
  const head = ['', 'req/s', 'to Koa', 'p50 ms', 'p99 ms', 'CPU µs'];
  const lines = rows.map(({ name, requestsPerSecond, toKoa, p50, p99, cpu }) => [
    name,
    requestsPerSecond.toFixed(0),
    toKoa.toFixed(2),
    p50.toFixed(2),
    p99.toFixed(2),
    cpu.toFixed(1),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
