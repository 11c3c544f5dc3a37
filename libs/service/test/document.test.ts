import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { document, type Service } from '../src/index.ts';
import { start, stop } from './started-service.ts';

afterEach(stop);

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
