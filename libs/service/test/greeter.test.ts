import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The service of five lines, as a process of its own, over real HTTP. */
describe('a service in five lines', () => {
  let child: ChildProcess;
  let url = '';
  const lines: Record<string, unknown>[] = [];

  beforeAll(async () => {
    child = spawn(process.execPath, [join(__dirname, 'greeter.ts')], {
      env: { ...process.env, PORT: '0', PROD_E_VERSION: '1.2.3', PROD_E_INPUT_TAG: 'in-1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = createInterface({ input: child.stdout ?? process.stdin });
    output.on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
    await once(output, 'line');
    url = String(lines[0]?.['url']);
  });
  afterAll(() => {
    child.kill('SIGKILL');
  });

  it('answers its route', async () => {
    expect(await (await fetch(`${url}/hello/world`)).json()).toEqual({ hello: 'world' });
  });

  it('has probes, a version and problems', async () => {
    expect(await (await fetch(`${url}/livez`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', checks: {} });
    expect(await (await fetch(`${url}/version`)).json()).toMatchObject({ name: 'greeter', inputTag: 'in-1' });
    const missing = await fetch(`${url}/nope`);
    expect([missing.status, missing.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('has metrics by route pattern', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('http_requests_total{method="GET",route="/hello/:name",status="200"} 1');
    expect(text).toContain('http_requests_total{method="GET",route="unmatched",status="404"} 1');
    expect(text).not.toContain('world');
  });

  it('has a line in its log for each request but the probes, and ends in good order', async () => {
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(lines.map(({ msg, path }) => (typeof path === 'string' ? `${String(msg)} ${path}` : msg))).toEqual(
      ['listening', 'request /hello/world', 'request /version', 'request /nope', 'draining', 'stopped'],
    );
  });
});
