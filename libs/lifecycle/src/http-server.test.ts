import { once } from 'node:events';
import { connect } from 'node:net';
import { createHttpServer, type HttpServer, type HttpServerOptions } from './index.ts';

interface Note {
  id: number;
}

let server: HttpServer | undefined;
let ended: number[];

async function serve(options: Partial<HttpServerOptions<Note>> = {}): Promise<string> {
  let count = 0;
  server = createHttpServer<Note>({
    timeouts: { request: 1000, headers: 1000, keepAlive: 1000 },
    begin: () => ({ id: (count += 1) }),
    commonHeaders: ({ id }) => ['X-Id', String(id), 'X-Frame', 'none'],
    end: ({ id }) => ended.push(id),
    handle: (_, response) => response.end('fine'),
    ...options,
  });
  return server.listen(0, '127.0.0.1');
}

beforeEach(() => {
  ended = [];
});
afterEach(async () => {
  await server?.drain({ deadlineMs: 0 });
});

describe('createHttpServer', () => {
  it.each<[string, HttpServerOptions<Note>['handle']]>([
    ['an implicit head', (_, response) => response.end('x')],
    ['headers set one by one', (_, response) => response.setHeader('X-Own', 'yes').end('x')],
    ['a flat list', (_, response) => response.writeHead(200, ['X-Own', 'yes']).end('x')],
    [
      'a flat list after others',
      (_, response) => response.setHeader('A', 'b').writeHead(200, ['X-Own', 'yes']).end('x'),
    ],
    ['an object', (_, response) => response.writeHead(200, { 'X-Own': 'yes' }).end('x')],
    ['a message', (_, response) => response.writeHead(200, 'Fine', { 'X-Own': 'yes' }).end('x')],
  ])('adds the common headers to %s', async (_name, handle) => {
    const response = await fetch(await serve({ handle }));
    expect(response.headers.get('x-id')).toBe('1');
    expect(response.headers.get('x-frame')).toBe('none');
    expect(await response.text()).toBe('x');
  });

  it('lets a response say otherwise', async () => {
    const url = await serve({ handle: (_, response) => response.setHeader('X-Frame', 'own').end() });
    expect((await fetch(url)).headers.get('x-frame')).toBe('own');
  });

  it('counts what is in flight, and tells when each request is over, sent or left', async () => {
    let answer: () => void = () => undefined;
    const url = await serve({ handle: (_, response) => (answer = () => response.end('late')) });
    const inFlight = () => server?.inFlight;
    const leave = new AbortController();
    const left = fetch(url, { signal: leave.signal }).catch(() => undefined);
    while (inFlight() === 0) await new Promise(setImmediate);
    leave.abort();
    await left;
    while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([ended, inFlight()]).toEqual([[1], 0]);
    const stays = fetch(url);
    while (inFlight() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    answer();
    expect(await (await stays).text()).toBe('late');
  });

  it('ends a connection whose head does not arrive in time', async () => {
    const url = await serve({ timeouts: { headers: 200, request: 300, keepAlive: 1000 } });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('408 Request Timeout');
    socket.destroy();
  });

  it('hands what is no request to whoever answers it', async () => {
    const url = await serve({ onClientError: (_error, socket) => socket.end('HTTP/1.1 400 Ours\r\n\r\n') });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('rubbish\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('400 Ours');
  });
});

describe('drain', () => {
  const slow: HttpServerOptions<Note>['handle'] = (_, response) =>
    setTimeout(() => response.end('slow'), 150);

  it('waits for what is in flight, whose connection ends with it', async () => {
    const url = await serve({ handle: slow });
    const answer = fetch(url);
    while (server?.inFlight !== 1) await new Promise(setImmediate);
    expect(await server.drain({ deadlineMs: 2000 })).toBe(true);
    expect((await answer).headers.get('connection')).toBe('close');
    expect(await (await answer).text()).toBe('slow');
  });

  it('does not wait beyond the deadline, notice included', async () => {
    const url = await serve({ handle: () => undefined });
    const answer = expect(fetch(url)).rejects.toThrow();
    while (server?.inFlight !== 1) await new Promise(setImmediate);
    const before = performance.now();
    expect(await server.drain({ deadlineMs: 100, noticeMs: 60_000 })).toBe(false);
    expect(performance.now() - before).toBeLessThan(1000);
    await answer;
  });

  it('has nothing to wait for when nothing is in flight', async () => {
    await serve();
    expect(await server?.drain({ deadlineMs: 0 })).toBe(true);
  });
});

describe('listen', () => {
  it('says which port is taken and what to do', async () => {
    const url = await serve();
    const other = createHttpServer({
      timeouts: { request: 1, headers: 1, keepAlive: 1 },
      handle: () => undefined,
      begin: () => undefined,
      commonHeaders: () => [],
      end: () => undefined,
    });
    const port = Number(new URL(url).port);
    await expect(other.listen(port, '127.0.0.1')).rejects.toMatchObject({
      name: 'UserError',
      message: 'cannot listen: the port is taken by another process',
      where: `127.0.0.1:${port}`,
      next: 'choose another PORT or HOST',
    });
    await expect(other.listen(0, '192.0.2.1')).rejects.toThrow('this machine has no such address');
  });

  it('writes an IPv6 address as URLs have it', async () => {
    server = createHttpServer({
      timeouts: { request: 1000, headers: 1000, keepAlive: 1000 },
      handle: (_, response) => response.end(),
      begin: () => undefined,
      commonHeaders: () => [],
      end: () => undefined,
    });
    // A machine without IPv6 has nothing to show here but its refusal.
    const url = await server.listen(0, '::1').catch((error: unknown) => String(error));
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$|no such address/);
  });
});
