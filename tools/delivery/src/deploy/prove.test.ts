import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '@prod-e/testing/fixtures';
import { platformThat, rolloutWith } from '../../test/rollout.ts';
import { digest, wantedOf, type ServiceOptions } from '../../test/stacks.ts';
import type { LiveResource } from '../platforms/index.ts';
import { prove } from './prove.ts';

const running: LiveResource = { digest: digest('a'), running: true, restarts: 0 };
const version = JSON.stringify({ inputTag: 'in-aaaaaaaaaaaa' });

let server: Server | undefined;
let url = 'http://127.0.0.1:1';
const listening = async (listener: RequestListener): Promise<void> => {
  server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  url = 'http://127.0.0.1:1';
});

/** A service that is ready at once, and reports this of its version. */
const readyWith = (body: string, status = 200) =>
  listening((request, response) => {
    if (request.url === '/readyz') response.end('ready');
    else response.writeHead(request.url === '/version' ? status : 404).end(body);
  });

const proof = (
  inspect: () => LiveResource | undefined = () => running,
  {
    deadlineSeconds = 1,
    logs = '',
    ...options
  }: { deadlineSeconds?: number; logs?: string; signal?: AbortSignal } & ServiceOptions = {},
) => {
  const { signal, ...service } = options;
  const platform = platformThat({
    inspect: (resource) => Promise.resolve(resource === 'prod-e-lab-web' ? inspect() : undefined),
    logs: () => Promise.resolve(logs),
  });
  return prove(
    wantedOf('web', 'a', { url, versionPath: '/version', ...service }),
    rolloutWith({ platform, deadlineSeconds, ...(signal && { signal }) }),
  );
};

describe('the proof', () => {
  it('is that it runs, is ready, and says itself which version it is', async () => {
    await readyWith(version);
    await expect(proof()).resolves.toBeUndefined();
  });

  it('waits until it is ready', async () => {
    let asked = 0;
    await listening((request, response) => {
      if (request.url === '/readyz') response.writeHead(++asked < 3 ? 503 : 200).end();
      else response.end(version);
    });
    await proof(() => running, { deadlineSeconds: 20 });
    expect(asked).toBe(3);
  });

  it('fails with the last answer when it is never ready', async () => {
    await listening((_request, response) => response.writeHead(503).end('database is down'));
    await expect(proof()).rejects.toMatchObject({
      message: 'web was not ready within 1 s: 503 database is down',
      where: `${url}/readyz`,
    });
  });

  it('says why there was no answer', async () => {
    url = `http://127.0.0.1:${await freePort()}`;
    await expect(proof()).rejects.toThrow(/^web was not ready within 1 s: connect ECONNREFUSED 127/);
  });

  it('does not wait longer for one that accepts and never answers', async () => {
    await listening(() => undefined);
    await expect(proof()).rejects.toThrow(/web was not ready within 1 s: .*timeout/i);
  });

  it('fails at once when it stopped, with its last log lines', async () => {
    const stopped = proof(() => ({ ...running, running: false }), {
      logs: 'starting\nno PORT',
      deadlineSeconds: 600,
    });
    await expect(stopped).rejects.toMatchObject({
      message: 'web stopped\n  last log lines:\n    starting\n    no PORT',
      where: 'prod-e-lab-web',
    });
  });

  it('fails when it was started again: it crashes now and then', async () => {
    await readyWith(version);
    await expect(proof(() => ({ ...running, restarts: 1 }))).rejects.toThrow('web stopped');
  });

  it('fails when it is gone', async () => {
    await expect(proof(() => undefined)).rejects.toMatchObject({
      message: 'web is gone',
      where: 'prod-e-lab-web',
    });
  });

  it('fails when another image runs, however ready it is', async () => {
    await readyWith(version);
    await expect(proof(() => ({ ...running, digest: digest('b') }))).rejects.toThrow(
      `web runs ${digest('b')}, wanted is ${digest('a')}`,
    );
  });

  it.each([
    ['another version', '{"inputTag":"in-old"}', 200, 'it reports in-old, wanted is in-aaaaaaaaaaaa'],
    ['none in its answer', '{"inputTag":1}', 200, 'it reports no input tag (200), wanted is in-aaaaaaaaaaaa'],
    ['no JSON', 'hello', 200, 'it reports no input tag (200)'],
    ['an error', version, 500, 'it reports no input tag (500)'],
  ])('fails when it reports %s', async (_what, body, status, message) => {
    await readyWith(body, status);
    await expect(proof()).rejects.toMatchObject({
      message: expect.stringContaining(message),
      where: `${url}/version`,
    });
  });

  it('asks for no version where there is no path for it', async () => {
    await readyWith('', 404);
    const platform = platformThat({ inspect: () => Promise.resolve(running) });
    await expect(prove(wantedOf('web', 'a', { url }), rolloutWith({ platform }))).resolves.toBeUndefined();
  });

  it('ends as stopped, and not as failed, when the deployment is stopped', async () => {
    await listening((_request, response) => response.writeHead(503).end());
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 100);
    await expect(proof(() => running, { deadlineSeconds: 600, signal: abort.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('hides no fault of the platform', async () => {
    const platform = platformThat({});
    await expect(prove(wantedOf('web'), rolloutWith({ platform }))).rejects.toThrow(
      'nobody told how to inspect',
    );
  });

  it('tells the failure even where the logs cannot be read', async () => {
    const platform = platformThat({ inspect: () => Promise.resolve(undefined) });
    await expect(prove(wantedOf('web'), rolloutWith({ platform }))).rejects.toThrow('web is gone');
  });

  it('is nothing for a stack without a service', async () => {
    await expect(prove(wantedOf('foundation'), rolloutWith())).resolves.toBeUndefined();
  });
});
