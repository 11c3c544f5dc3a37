import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createService, readServiceConfig, type Service } from './index.ts';
import { compilePattern } from './pattern.ts';

describe('compilePattern', () => {
  it.each([
    ['/', '/', {}],
    ['/orders', '/orders', {}],
    ['/orders/:id', '/orders/7', { id: '7' }],
    ['/orders/:id/lines/:line', '/orders/7/lines/2', { id: '7', line: '2' }],
    ['/orders/:id', '/orders/a%2Fb%20c', { id: 'a/b c' }],
    ['/orders/:id', '/orders/', undefined],
    ['/orders/:id', '/orders/7/', undefined],
    ['/orders/:id', '/orders', undefined],
    ['/orders/:id', '/Orders/7', undefined],
    ['/orders/:id', '//7', undefined],
  ])('%s on %s → %j', (pattern, path, params) => {
    expect(compilePattern(pattern).match(path)).toEqual(params);
  });

  it('refuses what is not well encoded', () => {
    expect(() => compilePattern('/orders/:id').match('/orders/%')).toThrow('the path is not well encoded');
  });

  it.each(['', 'orders', '/orders/', '/a//b', '/a?b', '/:'])('is no pattern: %j', (text) => {
    expect(() => compilePattern(text)).toThrow('not a route');
  });
});

describe('routing', () => {
  let service: Service;
  let url: string;

  beforeAll(async () => {
    service = createService({
      name: 'test',
      config: readServiceConfig({ PORT: '0' }),
      logTo: { write: () => undefined },
    });
    const say = (text: string) => (ctx: { body: unknown; params: object }) => {
      ctx.body = { text, ...ctx.params };
    };
    service
      .get('/orders/new', say('new'))
      .get('/orders/:id', say('one'))
      .post('/orders/:id', say('change'))
      .route('DELETE', '/orders/:id', say('delete'));
    url = await service.listen();
  });
  afterAll(() => service.stop());

  const ask = async (method: string, path: string) => {
    const { hostname, port } = new URL(url);
    const asked = request({ method, path, hostname, port }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode, allow: response.headers.allow, text };
  };

  it.each([
    ['GET', '/orders/new', 'new'],
    ['GET', '/orders/7', 'one'],
    ['GET', '/orders/7?page=2', 'one'],
    ['POST', '/orders/7', 'change'],
    ['DELETE', '/orders/7', 'delete'],
    ['GET', 'http://elsewhere.example/orders/7?page=2', 'one'],
  ])('%s %s → %s', async (method, path, text) => {
    const answer = await ask(method, path);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ text });
  });

  it('says with 405 what the path takes', async () => {
    const { status, allow, text } = await ask('PUT', '/orders/7');
    expect([status, allow]).toEqual([405, 'GET, HEAD, POST, DELETE, OPTIONS']);
    expect(JSON.parse(text)).toMatchObject({ title: 'Method Not Allowed' });
  });

  it('answers OPTIONS', async () => {
    expect(await ask('OPTIONS', '/orders/new')).toEqual({
      status: 204,
      allow: 'GET, HEAD, OPTIONS',
      text: '',
    });
  });

  it.each([
    ['GET', '/orders/%', 400],
    ['GET', '/nope', 404],
    ['GET', '/orders/7/', 404],
    ['OPTIONS', '*', 404],
  ])('%s %s → %i', async (method, path, status) => {
    expect((await ask(method, path)).status).toBe(status);
  });

  it('has each route once', () => {
    expect(() => service.get('/orders/new', () => undefined)).toThrow('two handlers for GET /orders/new');
    expect(() => service.get('/orders/:id', () => undefined)).toThrow('two handlers for GET /orders/:id');
    expect(service.routes()).toContainEqual({
      pattern: '/orders/:id',
      methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    });
  });
});
