import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { smoke } from '../smoke/run.ts';
import { readShipped } from '../smoke/shipped.ts';
import { rulesFolder } from './support/alerts.ts';
import { describeWith, projectRoot } from './support/programs.ts';
import { type Running, startBackend, startPrometheus } from './support/real-prometheus.ts';

// promtool cannot know whether the metrics that rules select exist: here they must, as those who make them write them.
describeWith('prometheus', 'a real Prometheus that scrapes the real backend', () => {
  let backend: Running;
  let prometheus: Running;

  const prove = async (timeoutMs: number) => {
    const lines: string[] = [];
    const options = { url: prometheus.url, since: new Date(), timeoutMs };
    const passed = await smoke(options, readShipped(projectRoot), (line) => lines.push(line));
    return { passed, output: lines.join('\n') };
  };

  const query = async (expression: string): Promise<{ metric: Record<string, string> }[]> => {
    const response = await fetch(`${prometheus.url}/api/v1/query?query=${encodeURIComponent(expression)}`);
    const { data } = (await response.json()) as { data: { result: { metric: Record<string, string> }[] } };
    return data.result;
  };

  beforeAll(async () => {
    backend = await startBackend();
    prometheus = await startPrometheus(backend.url);
    await fetch(backend.url);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([backend.stop(), prometheus.stop()]);
  });

  it('passes the smoke test', async () => {
    expect(await prove(30_000)).toMatchObject({
      passed: true,
      output: expect.not.stringContaining('failed'),
    });
  }, 40_000);

  it.each(metricsIn('prometheus.yml', 'targets.yml'))('has %s, which a rule selects', async (metric) => {
    expect(await query(`${metric}{job="prometheus"}`)).not.toEqual([]);
  });

  it.each(metricsIn('backend.recording.yml', 'backend.slo.yml'))(
    'gets %s from the backend, which a rule selects',
    async (metric) => {
      expect(await query(`${metric}{job="backend"}`)).not.toEqual([]);
    },
  );

  it('gets the bucket of the latency objective from the backend', async () => {
    expect(await query('http_request_duration_seconds_bucket{le="0.3",route="/",status="200"}')).toHaveLength(
      1,
    );
  });

  it('measures both objectives once there is traffic, and nothing fires', async () => {
    const objectives = async () =>
      (await query('slo:requests:rate5m > 0')).map(({ metric }) => metric['slo']);
    const deadline = Date.now() + 10_000;
    while ((await objectives()).length < 2 && Date.now() < deadline) {
      await fetch(backend.url);
      await sleep(200);
    }
    expect((await objectives()).toSorted()).toEqual(['availability', 'latency']);
    expect(await query('ALERTS{alertstate="firing"}')).toEqual([]);
  }, 20_000);

  it('fails the smoke test when the backend is gone, saying why', async () => {
    await backend.stop();
    const { passed, output } = await prove(3000);
    expect(passed).toBe(false);
    expect(output).toMatch(/target http:\S+\/metrics of backend: .*connection refused/);
  }, 10_000);
});

/** Names of the metrics that the rules of these files select, but for those that rules record themselves. */
function metricsIn(...files: string[]): string[] {
  const texts = files.map((file) => readFileSync(join(rulesFolder, file), 'utf8'));
  const names = texts.flatMap((text) => text.match(/(?<![:\w])(prometheus|http|process)_\w+(?=[{[])/g) ?? []);
  return [...new Set(names)];
}
