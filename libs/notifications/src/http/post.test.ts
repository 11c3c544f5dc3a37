import { freePort } from '@prod-e/testing/fixtures';
import { answer, cut, endless, hang, startServer, type TestServer } from '../../test/server.ts';
import { post } from './post.ts';

describe('post', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  const send = (url: string, signal = AbortSignal.timeout(30_000)) =>
    post(new URL(url), { body: 'täglich', headers: { 'x-a': 'b' }, signal });

  it('sends the body and the headers', async () => {
    server = await startServer(answer(200, {}, 'ok'));
    expect(await send(`${server.url}/a?b`)).toEqual({ status: 200, body: '', retryAfter: null });
    expect(server.received).toMatchObject([
      { method: 'POST', path: '/a?b', body: 'täglich', headers: { 'x-a': 'b' } },
    ]);
  });

  it('tells what a refusal says, on one line', async () => {
    server = await startServer(answer(404, {}, 'no_service\n\u001B[31mred'));
    expect(await send(server.url)).toMatchObject({ status: 404, body: 'no_service red' });
  });

  it('tells when to come back', async () => {
    server = await startServer(answer(429, { 'Retry-After': '7' }));
    expect(await send(server.url)).toMatchObject({ status: 429, retryAfter: '7' });
  });

  it('does not follow a redirect', async () => {
    const other = await startServer(answer(200));
    server = await startServer(answer(307, { Location: other.url }));
    expect(await send(server.url)).toMatchObject({ status: 307 });
    expect(other.received).toEqual([]);
    await other.stop();
  });

  it('reads no more of a long answer than its start', async () => {
    server = await startServer(answer(400, {}, 'x'.repeat(10_000_000)));
    expect(await send(server.url)).toMatchObject({ body: 'x'.repeat(8192) });
  });

  it('does not wait for the end of an answer that says yes', async () => {
    server = await startServer(endless(200));
    expect(await send(server.url)).toMatchObject({ status: 200 });
  });

  it('says that a connection was cut', async () => {
    server = await startServer(cut);
    expect(await send(server.url)).toEqual({ status: undefined, problem: 'other side closed' });
  });

  it('says that nothing listens', async () => {
    const port = await freePort();
    const { problem } = (await send(`http://127.0.0.1:${port}/canary`)) as { problem: string };
    expect(problem).toBe(`connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  it('says so where several addresses do not answer', async () => {
    const port = await freePort();
    const { problem } = (await send(`http://localhost:${port}/canary`)) as { problem: string };
    expect(problem).toContain('ECONNREFUSED');
  });

  it('never tells the address, even of one that fetch refuses', async () => {
    expect(await send('http://127.0.0.1:1/canary')).toEqual({ status: undefined, problem: 'bad port' });
  });

  it.each([
    ['does not answer', hang],
    ['does not end its refusal', endless(500)],
  ])('ends with the reason of the signal where a server %s', async (_, behaviour) => {
    server = await startServer(behaviour);
    const controller = new AbortController();
    const ended = send(server.url, controller.signal);
    setTimeout(() => {
      controller.abort(new Error('out of time'));
    }, 200);
    await expect(ended).rejects.toThrow('out of time');
  });
});
