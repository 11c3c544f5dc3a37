import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { readConfig } from '@prod-e/config';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createBackend } from './backend.ts';
import { configSchema } from './config.ts';

interface Response {
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, { schema: object }>;
}

interface Description {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
  components: { schemas: Record<string, object> };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

let databaseIsUp = true;
const backend = createBackend(readConfig(configSchema, { PORT: '0', BODY_LIMIT_BYTES: '10' }), {
  checks: { database: () => (databaseIsUp ? undefined : Promise.reject(new Error('refused'))) },
  logTo: { write: () => undefined },
});
let url: string;
let description: Description;

async function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  const [response] = (await once(request(url + path, { method, headers }).end(), 'response')) as [
    IncomingMessage,
  ];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

/** Everything in which an answer is not what the description says of it. */
function deviations(path: string, { status, headers, text }: Answer): unknown {
  const { responses } = description.paths[path]?.['get'] ?? { responses: {} };
  const described = responses[status] ?? responses['default'];
  if (described === undefined) return `${status} is not described`;
  const missing = Object.entries(described.headers ?? {})
    .filter(([name, { required }]) => required && headers[name.toLowerCase()] === undefined)
    .map(([name]) => name);
  if (missing.length > 0) return `headers missing: ${missing.join()}`;
  if (described.content === undefined) return text === '' ? undefined : 'a body that is not described';
  const type = headers['content-type']?.split(';')[0] ?? '';
  const content = described.content[type];
  if (content === undefined) return `content type ${type} is not described`;
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'uri-reference': true } });
  ajv.addSchema({ $id: 'api', components: description.components });
  const resolved = JSON.parse(JSON.stringify(content.schema).replace('"#/', '"api#/')) as object;
  const validate = ajv.compile(resolved);
  return validate(type === 'text/plain' ? text : JSON.parse(text)) ? undefined : validate.errors;
}

const lastResultExpires = () => new Promise((resolve) => setTimeout(resolve, 1100));

beforeAll(async () => {
  url = await backend.listen();
  description = JSON.parse((await ask('/openapi.json')).text) as Description;
});
afterAll(() => backend.stop());

describe('/openapi.json', () => {
  it('describes each route that exists, and no other', () => {
    const routes = backend
      .routes()
      .map(({ pattern, methods }) => [pattern, methods.filter((method) => method !== 'HEAD')]);
    const described = Object.entries(description.paths).map(([path, methods]) => [
      path,
      Object.keys(methods).map((method) => method.toUpperCase()),
    ]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(routes));
  });

  it('notices what is not as described', () => {
    const headers = { 'x-request-id': 'id', 'content-type': 'application/json', etag: '"x"' };
    expect(deviations('/', { status: 200, headers, text: '{"name":"other"}' })).toMatchObject({ length: 4 });
    expect(deviations('/', { status: 200, headers: {}, text: '' })).toBe(
      'headers missing: X-Request-Id,ETag',
    );
    expect(deviations('/', { status: 304, headers, text: 'x' })).toBe('a body that is not described');
    expect(deviations('/', { status: 404, headers, text: '{}' })).toContain(
      'application/json is not described',
    );
  });

  it.each(['/', '/openapi.json', '/version', '/livez', '/readyz', '/metrics'])(
    'is right about %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect(deviations(path, answer)).toBeUndefined();
    },
  );

  it.each(['/', '/openapi.json'])('is right about %s for whoever has it already', async (path) => {
    const { headers } = await ask(path);
    const again = await ask(path, 'GET', { 'If-None-Match': headers.etag ?? '' });
    expect(again.status).toBe(304);
    expect(deviations(path, again)).toBeUndefined();
  });

  it('is right about a dependency that is down', async () => {
    databaseIsUp = false;
    await lastResultExpires();
    const answer = await ask('/readyz');
    databaseIsUp = true;
    await lastResultExpires();
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.text)).toMatchObject({ checks: { database: { reason: 'refused' } } });
    expect(deviations('/readyz', answer)).toBeUndefined();
  });

  it.each([
    ['another method', 'DELETE', {}, 405],
    ['a body that is too long', 'GET', { 'Content-Length': '11' }, 413],
  ])('is right about %s', async (_name, method, headers, status) => {
    for (const path of Object.keys(description.paths)) {
      const answer = await ask(path, method, headers);
      expect([path, answer.status, deviations(path, answer)]).toEqual([path, status, undefined]);
    }
  });
});

describe('HEAD', () => {
  it.each(['/', '/openapi.json', '/version', '/livez', '/readyz'])(
    'of %s is GET without its body',
    async (path) => {
      const [head, get] = [await ask(path, 'HEAD'), await ask(path)];
      expect([head.status, head.text]).toEqual([200, '']);
      for (const name of ['content-type', 'etag']) expect(head.headers[name]).toBe(get.headers[name]);
    },
  );
});
