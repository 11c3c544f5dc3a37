import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { readJson, type Service } from '../src/index.ts';
import { start, stop } from './started-service.ts';

afterEach(stop);

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
