import { setTimeout as sleep } from 'node:timers/promises';
import { HttpProblem } from '../src/index.ts';
import { lines, start, stop } from './started-service.ts';

afterEach(stop);

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

describe('a request whose client leaves', () => {
  it('is counted as 499, not as an error', async () => {
    const url = await start({}, (to) => to.get('/slow', () => sleep(200)));
    await fetch(`${url}/slow`, { signal: AbortSignal.timeout(60) }).catch(() => undefined);
    while (!lines.some(({ msg }) => msg === 'request')) await sleep(5);
    expect(lines.at(-1)).toMatchObject({ path: '/slow', status: 499, level: 30 });
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
