import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What each contender answers: the same bytes that ours answers. */
export const body = process.env['BODY'] ?? '{}';
export const port = Number(process.env['PORT']);

/** Standard output, as pino's documentation has it for speed: in batches of 4096, in the background. */
export function logDestination() {
  const destination = pino.destination({ dest: 1, sync: false, minLength: 4096 });
  setInterval(() => {
    destination.flush();
  }, 100).unref();
  return destination;
}

export const logBase = { service: 'bench', version: '0.0.0' };

const prefix = randomBytes(9).toString('hex');
let count = 0;

/** The id that came in, else a new one, made as cheaply as ours. */
export function requestIdOf(incoming: string | string[] | undefined): string {
  if (typeof incoming === 'string' && /^[\w.:-]{1,128}$/.test(incoming)) return incoming;
  count += 1;
  return `${prefix}-${count.toString(36)}`;
}

/** prom-client as its documentation shows it: labels given at each observation. */
export function plainMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const registers = [registry];
  return {
    registry,
    total: new Counter({ name: 'http_requests_total', help: 'Requests.', labelNames, registers }),
    duration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Seconds.',
      labelNames,
      registers,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.3, 0.5, 1, 2.5, 5, 10],
    }),
    inFlight: new Gauge({ name: 'http_requests_in_flight', help: 'In flight.', registers }),
  };
}
