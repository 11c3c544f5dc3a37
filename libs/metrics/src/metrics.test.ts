import { Counter, Histogram, Registry } from 'prom-client';
import { createMetrics, unmatchedRoute } from './index.ts';

const build = { version: '1.2.3', commit: 'abc', inputTag: 'in-1' };
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.3, 0.5, 1, 2.5, 5, 10];

const observations = [
  ['GET', '/orders/:id', 200, 0.0001],
  ['GET', '/orders/:id', 200, 0.1], // on a bound: within it
  ['GET', '/orders/:id', 200, 0.30001],
  ['GET', '/orders/:id', 200, 60],
  ['GET', '/orders/:id', 500, 0.2],
  ['POST', '/orders', 503, 0.004],
  ['GET', unmatchedRoute, 404, 0.002],
] as const;

describe('createMetrics', () => {
  it('prints what prom-client prints when it is told of each request itself', async () => {
    const { registry, record } = createMetrics({ build, inFlight: () => 0 });
    const plain = new Registry();
    const labelNames = ['method', 'route', 'status'];
    const common = { labelNames, registers: [plain] };
    const total = new Counter({ name: 'http_requests_total', help: 'Requests answered.', ...common });
    const errors = new Counter({
      name: 'http_request_errors_total',
      help: 'Requests answered with 5xx.',
      ...common,
    });
    const duration = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request’s head to the end of its response, in seconds.',
      buckets: bounds,
      ...common,
    });
    for (const [method, route, status, seconds] of observations) {
      const labels = { method, route, status: String(status) };
      record(method, route, status, seconds);
      total.inc(labels);
      duration.observe(labels, seconds);
      if (status >= 500) errors.inc(labels);
    }
    for (const name of [
      'http_requests_total',
      'http_request_errors_total',
      'http_request_duration_seconds',
    ]) {
      expect(await registry.getSingleMetricAsString(name)).toBe(await plain.getSingleMetricAsString(name));
    }
  });

  it('counts on from one scrape to the next', async () => {
    const { registry, record } = createMetrics({ build, inFlight: () => 0 });
    record('GET', '/', 200, 0.01);
    await registry.metrics();
    record('GET', '/', 200, 0.01);
    const text = await registry.metrics();
    expect(text).toContain('http_requests_total{method="GET",route="/",status="200"} 2');
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/",status="200"} 2');
  });

  it('says what is running, what is in flight, and how the process is', async () => {
    let inFlight = 3;
    const { registry } = createMetrics({ build, inFlight: () => inFlight });
    const first = await registry.metrics();
    expect(first).toContain('build_info{version="1.2.3",commit="abc",input_tag="in-1"} 1');
    expect(first).toContain('http_requests_in_flight 3');
    expect(first).toContain('process_cpu_seconds_total');
    expect(first).toContain('nodejs_eventloop_lag_seconds');
    inFlight = 0;
    expect(await registry.metrics()).toContain('http_requests_in_flight 0');
  });

  it('makes one series of all methods that nobody uses', async () => {
    const { registry, record } = createMetrics({ build, inFlight: () => 0 });
    for (const method of ['PROPFIND', 'MKCOL', 'M-SEARCH']) record(method, unmatchedRoute, 404, 0.001);
    const text = await registry.getSingleMetricAsString('http_requests_total');
    expect(text.match(/^http_requests_total\{.*$/gm)).toEqual([
      'http_requests_total{method="OTHER",route="unmatched",status="404"} 3',
    ]);
  });

  it('has the buckets that objectives are written against', async () => {
    const { registry, record } = createMetrics({ build, inFlight: () => 0 });
    record('GET', '/', 200, 0.01);
    const text = await registry.getSingleMetricAsString('http_request_duration_seconds');
    for (const le of ['0.1', '0.25', '0.3', '0.5', '1', '+Inf']) expect(text).toContain(`le="${le}"`);
  });
});
