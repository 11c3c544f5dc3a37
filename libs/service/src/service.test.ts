import { once } from 'node:events';
import { get, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createService, HttpProblem, readJson, readServiceConfig, document, type Service } from './index.ts';

let service: Service | undefined;
let lines: Record<string, unknown>[];

async function start(
  env: Record<string, string> = {},
  add: (service: Service) => unknown = () => undefined,
  checks = {},
): Promise<string> {
  service = createService({
    name: 'test',
    config: readServiceConfig({ PORT: '0', DRAIN_SECONDS: '1', ...env }),
    checks,
    logTo: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  add(service);
  return service.listen();
}

const post = (url: string, body: RequestInit['body'], type = 'application/json') =>
  fetch(url, {
    method: 'POST',
    body: body ?? null,
    headers: { 'Content-Type': type },
    duplex: 'half',
  });

const echo = (to: Service) =>
  to.post('/echo', async (ctx) => {
    ctx.body = await readJson(ctx);
  });

beforeEach(() => {
  lines = [];
});
afterEach(() => service?.stop());

describe('every response', () => {
  it.each(['/version', '/nope', '/livez'])('has security headers: %s', async (path) => {
    const { headers } = await fetch((await start()) + path);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('carries the id of its request, in problem and log line too', async () => {
    const url = await start();
    const response = await fetch(`${url}/nope`, { headers: { 'X-Request-Id': 'from-outside' } });
    expect(response.headers.get('x-request-id')).toBe('from-outside');
    expect(await response.json()).toMatchObject({ requestId: 'from-outside' });
    expect(lines.at(-1)).toMatchObject({ requestId: 'from-outside', status: 404 });
  });

  it('gets an id of ours instead of a hostile one', async () => {
    const response = await fetch(await start(), { headers: { 'X-Request-Id': '"}{"level":60' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{18}-/);
  });
});

describe('a failing handler', () => {
  it('is answered without its message, and logged with it', async () => {
    const url = await start({}, (to) =>
      to.get('/broken', () => {
        throw new Error('database password is hunter2');
      }),
    );
    const response = await fetch(`${url}/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    const error = lines.find(({ msg }) => msg === 'request failed');
    expect(error).toMatchObject({ level: 50, route: '/broken', err: { type: 'Error' } });
    expect(error?.['requestId']).toBe(response.headers.get('x-request-id'));
  });

  it('that leaves nothing behind is a 404, now or later', async () => {
    const url = await start({}, (to) => to.get('/now', () => undefined).get('/later', () => sleep(1)));
    expect((await fetch(`${url}/now`)).status).toBe(404);
    expect((await fetch(`${url}/later`)).status).toBe(404);
  });
});

describe('a body', () => {
  it('is read as JSON', async () => {
    const response = await post(`${await start({}, echo)}/echo`, '{"a":[1]}');
    expect(await response.json()).toEqual({ a: [1] });
  });

  it.each([
    ['that is malformed', '{"a":', 'application/json', 400, 'the body is not JSON'],
    ['that is empty', '', 'application/json', 400, 'the body is not JSON'],
    ['of another type', 'a=1', 'text/plain', 415, 'the body must be application/json'],
    [
      'that says it is too long',
      `"${'x'.repeat(200)}"`,
      'application/json',
      413,
      'the body must not be over 100 bytes',
    ],
  ])('%s is refused', async (_name, body, type, status, detail) => {
    const response = await post(`${await start({ BODY_LIMIT_BYTES: '100' }, echo)}/echo`, body, type);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, detail });
  });

  it('that does not say how long it is, is refused when it has become too long', async () => {
    const url = await start({ BODY_LIMIT_BYTES: '100' }, echo);
    // Not by fetch, which reads no answer before it has sent all.
    const endless = request(`${url}/echo`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    });
    endless.write('"'.padEnd(101));
    const [response] = (await once(endless, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    endless.destroy();
  });
});

describe('beyond the limit in flight', () => {
  it('requests are refused with 503 and Retry-After, probes are answered, and then all is as before', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const url = await start({ MAX_IN_FLIGHT: '2' }, (to) =>
      to.get('/slow', async (ctx) => {
        await released;
        ctx.body = 'done';
      }),
    );
    const busy = [fetch(`${url}/slow`), fetch(`${url}/slow`)];
    while (!(await (await fetch(`${url}/metrics`)).text()).includes('http_requests_in_flight 3'))
      await sleep(5);
    const refused = await fetch(`${url}/version`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    release();
    for (const answer of busy) expect((await answer).status).toBe(200);
    expect((await fetch(`${url}/version`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'http_request_errors_total{method="GET",route="/version",status="503"} 1',
    );
  });
});

describe('/readyz', () => {
  it('says with 503 which dependency is down', async () => {
    const url = await start({}, undefined, { database: () => Promise.reject(new Error('refused')) });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 503,
      detail: 'not ready',
      checks: { database: { status: 'down', reason: 'refused' } },
    });
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('stop', () => {
  it('says that it drains, lets requests finish and closes what the service holds', async () => {
    const url = await start({ DRAIN_NOTICE_SECONDS: '0.2' }, (to) =>
      to.get('/slow', async (ctx) => {
        await sleep(300);
        ctx.body = 'done';
      }),
    );
    const slow = fetch(`${url}/slow`);
    await sleep(50);
    const stopped = service?.stop();
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ detail: 'draining' });
    expect(await (await slow).text()).toBe('done');
    expect(await stopped).toBe(true);
  });
});

describe('a request whose client leaves', () => {
  it('is counted as 499, not as an error', async () => {
    const url = await start({}, (to) => to.get('/slow', () => sleep(200)));
    await fetch(`${url}/slow`, { signal: AbortSignal.timeout(60) }).catch(() => undefined);
    while (!lines.some(({ msg }) => msg === 'request')) await sleep(5);
    expect(lines.at(-1)).toMatchObject({ path: '/slow', status: 499, level: 30 });
  });
});

describe('document', () => {
  /** Not by fetch, which asks for the whole when it is given this header. */
  const revalidate = async (url: string, etag: string): Promise<IncomingMessage> => {
    const [response] = (await once(get(url, { headers: { 'If-None-Match': etag } }), 'response')) as [
      IncomingMessage,
    ];
    return response.resume();
  };
  const hello = (to: Service) =>
    to.get(
      '/doc',
      document(() => ({ hello: 'world' })),
    );

  it('is given once, then 304', async () => {
    const url = `${await start({}, hello)}/doc`;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    expect(await first.json()).toEqual({ hello: 'world' });
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const second = await revalidate(url, etag);
    expect([second.statusCode, second.headers.etag, second.headers['content-length']]).toEqual([
      304,
      etag,
      undefined,
    ]);
    expect((await revalidate(url, '"old"')).statusCode).toBe(200);
  });

  it('answers HEAD as GET, without the body', async () => {
    const response = await fetch(`${await start({}, hello)}/doc`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '17',
      '',
    ]);
  });
});

it('shows a problem to whoever needs one', async () => {
  const url = await start({}, (to) =>
    to.get('/gone', () => {
      throw new HttpProblem(410, 'moved out');
    }),
  );
  expect(await (await fetch(`${url}/gone`)).json()).toMatchObject({ title: 'Gone', detail: 'moved out' });
});
