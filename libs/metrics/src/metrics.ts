import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { RequestHistogram } from './request-histogram.ts';
import { createRequestSlots, type RequestSlots, type Slot } from './request-slots.ts';

/** What was built, from what. */
export interface BuildInfo {
  version: string;
  commit: string;
  inputTag: string;
}

export interface MetricsOptions {
  build: BuildInfo;
  /** How many requests are being answered now. */
  inFlight: () => number;
}

export interface Metrics {
  registry: Registry;
  /** Counts one request that is over. `route` is the pattern, never the path. */
  record: RequestSlots['record'];
}

/** Upper bounds in seconds; 0.1, 0.25, 0.3, 0.5 and 1 are those that latency objectives are written against. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.3, 0.5, 1, 2.5, 5, 10];

/** The metrics of a service, in a registry of its own. */
export function createMetrics({ build, inFlight }: MetricsOptions): Metrics {
  const registry = new Registry();
  const slots = createRequestSlots(bounds);
  collectDefaultMetrics({ register: registry });
  countRequests(registry, slots);
  new RequestHistogram(registry, slots, bounds);
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests being answered now.',
    registers: [registry],
    collect() {
      this.set(inFlight());
    },
  });
  new Gauge({
    name: 'build_info',
    help: 'What is running: always 1, the labels say it.',
    labelNames: ['version', 'commit', 'input_tag'],
    registers: [registry],
  }).set({ version: build.version, commit: build.commit, input_tag: build.inputTag }, 1);
  return {
    registry,
    record(method, route, status, seconds) {
      slots.record(method, route, status, seconds);
    },
  };
}

function countRequests(registry: Registry, slots: RequestSlots): void {
  const counter = (name: string, help: string, counts: (slot: Slot) => boolean) =>
    new Counter({
      name,
      help,
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
      collect() {
        this.reset();
        for (const slot of slots.all()) if (counts(slot)) this.inc({ ...slot.labels }, slot.count);
      },
    });
  counter('http_requests_total', 'Requests answered.', () => true);
  counter('http_request_errors_total', 'Requests answered with 5xx.', (slot) => slot.failed);
}
