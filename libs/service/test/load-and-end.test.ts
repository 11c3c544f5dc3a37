import { setTimeout as sleep } from 'node:timers/promises';
import { start, stop } from './started-service.ts';

afterEach(stop);

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
    const stopped = stop();
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ detail: 'draining' });
    expect(await (await slow).text()).toBe('done');
    expect(await stopped).toBe(true);
  });
});
