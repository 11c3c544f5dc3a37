import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { start, startBackend, type Started } from './backend-process.ts';

const smoke = (env: Record<string, string>) => start('smoke.ts', env).finished;

describe('the smoke test', () => {
  let backend: Started & { url: string };
  let bad: Server | undefined;

  beforeAll(async () => {
    backend = await startBackend('src/main.ts', { PROD_E_INPUT_TAG: 'in-1' });
  });
  afterEach(() => bad?.close());
  afterAll(() => {
    backend.child.kill('SIGKILL');
  });

  /** The backend, with some answers replaced. */
  async function spoil(answers: Record<string, RequestListener>): Promise<string> {
    bad = createServer((request, response) => {
      const path = request.url ?? '';
      const spoiled = answers[path];
      if (spoiled) {
        spoiled(request, response);
        return;
      }
      void fetch(backend.url + path).then(async (answer) => {
        response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' });
        response.end(await answer.text());
      });
    });
    const server = bad;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('says ok to each check of a good service', async () => {
    const { code, stdout } = await smoke({ SMOKE_URL: `${backend.url}/`, SMOKE_INPUT_TAG: 'in-1' });
    expect(stdout.trimEnd().split('\n')).toEqual([
      'ok ready',
      'ok runs the wanted input tag',
      'ok says what it is',
      'ok describes itself',
      'ok can be scraped',
      'ok refuses what is not there',
    ]);
    expect(code).toBe(0);
  });

  it('says which tag it wanted and which is running', async () => {
    const { code, stdout } = await smoke({ SMOKE_URL: backend.url, SMOKE_INPUT_TAG: 'in-2' });
    expect(stdout).toBe(
      `ok ready\nnot ok runs the wanted input tag: GET ${backend.url}/version: expected inputTag "in-2", got "in-1"\n`,
    );
    expect(code).toBe(1);
  });

  it.each<[string, string, RequestListener, string]>([
    ['not ready', '/readyz', (_, response) => response.writeHead(503).end(), 'expected status 200, got 503'],
    [
      'another service',
      '/',
      (_, response) => response.end('{"name":"other"}'),
      'expected name "backend", got "other"',
    ],
    ['no JSON', '/', (_, response) => response.end('<html>'), 'expected JSON, got "<html>"'],
    ['no description', '/openapi.json', (_, response) => response.end('{}'), 'expected openapi "3.1", got'],
    ['nothing to scrape', '/metrics', (_, response) => response.end('# nothing'), 'expected build_info'],
    [
      'an answer to anything',
      '/no-such-path',
      (_, response) => response.end(),
      'expected status 404, got 200',
    ],
    [
      'an error that is no problem',
      '/no-such-path',
      (_, response) => response.writeHead(404).end(),
      'expected content type "application/problem+json", got ""',
    ],
    ['a hang-up', '/readyz', (request) => request.socket.destroy(), 'expected an answer, got UND_ERR_SOCKET'],
  ])('fails on %s', async (_name, path, answer, message) => {
    const { code, stdout } = await smoke({
      SMOKE_URL: await spoil({ [path]: answer }),
      SMOKE_INPUT_TAG: 'in-1',
    });
    const last = stdout.trimEnd().split('\n').at(-1);
    expect(last).toMatch(/^not ok /);
    expect(last).toContain(`${path}: ${message}`);
    expect(code).toBe(1);
  });

  it('says that nobody is there', async () => {
    const { code, stdout } = await smoke({ SMOKE_URL: 'http://127.0.0.1:9', SMOKE_INPUT_TAG: 'in-1' });
    expect(stdout).toMatch(/^not ok ready: GET http:\/\/127.0.0.1:9\/readyz: expected an answer, got /);
    expect(code).toBe(1);
  });

  it('wants to be told what to look at', async () => {
    expect(await smoke({ SMOKE_URL: backend.url })).toMatchObject({
      code: 2,
      stdout: 'not ok: expected SMOKE_INPUT_TAG to be set\n',
    });
  });
});
