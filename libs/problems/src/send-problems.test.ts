import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import Koa from 'koa';
import { HttpProblem, sendProblems } from './index.ts';

let server: Server;
let reported: unknown[];

async function answerTo(middleware: Koa.Middleware): Promise<Response> {
  const app = new Koa();
  Object.defineProperty(app.context, 'requestId', { value: 'id-1' });
  sendProblems(app, (error) => reported.push(error));
  app.use(middleware);
  const handle = app.callback();
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

beforeEach(() => {
  reported = [];
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

describe('sendProblems', () => {
  it('answers a problem with all that it says', async () => {
    const response = await answerTo(() => {
      throw new HttpProblem(409, 'shipped already', {
        type: 'https://example.org/problems/shipped',
        headers: { 'Retry-After': '5' },
        extensions: { order: 7 },
      });
    });
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      type: 'https://example.org/problems/shipped',
      title: 'Conflict',
      status: 409,
      detail: 'shipped already',
      order: 7,
      requestId: 'id-1',
    });
    expect(reported).toEqual([]);
  });

  it('hides the message of an error that does not expose it, and reports it', async () => {
    const error = new Error('password=hunter2');
    const response = await answerTo(() => {
      throw error;
    });
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      requestId: 'id-1',
    });
    expect(reported).toEqual([error]);
  });

  it.each([
    ['Koa’s own 4xx', (ctx: Koa.Context) => ctx.throw(418, 'short and stout'), 418, 'short and stout'],
    ['Koa’s own 5xx', (ctx: Koa.Context) => ctx.throw(502, 'secret upstream'), 502, undefined],
    [
      'what is no error at all',
      () => {
        throw 'text'; // eslint-disable-line @typescript-eslint/only-throw-error -- careless code does
      },
      500,
      undefined,
    ],
    [
      'an error with a status that is none',
      () => {
        throw Object.assign(new Error('x'), { status: 200, headers: null });
      },
      500,
      undefined,
    ],
  ])('answers %s', async (_name, middleware: Koa.Middleware, status, detail) => {
    const response = await answerTo(middleware);
    const body = (await response.json()) as { status: number; detail?: string };
    expect([response.status, body.status, body.detail]).toEqual([status, status, detail]);
  });

  it('drops what was said of the body that never came', async () => {
    const response = await answerTo((ctx) => {
      ctx.set({ ETag: '"x"', 'Content-Encoding': 'gzip' });
      throw new Error('x');
    });
    expect(response.status).toBe(500);
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('breaks off a response that fails in the middle, and reports it', async () => {
    const response = await answerTo((ctx) => {
      const stream = new PassThrough();
      ctx.body = stream;
      stream.write('the first half');
      setTimeout(() => stream.destroy(new Error('disk gone')), 50);
    });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50)); // were it told twice, the second would be there
    expect(reported).toMatchObject([{ message: 'disk gone' }]);
  });

  it('does not report being overloaded one request at a time', async () => {
    await answerTo(() => {
      throw new HttpProblem(503, 'overloaded');
    });
    expect(reported).toEqual([]);
  });
});

describe('HttpProblem', () => {
  it.each([200, 399, 499, 1000])('refuses %i, which is no status of an error', (status) => {
    expect(() => new HttpProblem(status, 'x')).toThrow(RangeError);
  });

  it('keeps its cause to itself', async () => {
    const response = await answerTo(() => {
      throw new HttpProblem(400, 'malformed', { cause: new Error('hunter2') });
    });
    expect(await response.text()).not.toContain('hunter2');
  });
});
