import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActiveTarget, LoadedGroup } from '../../smoke/api.ts';

/** What a Prometheus answers. May be changed while it is served. */
export interface Answers {
  ready: boolean;
  groups: LoadedGroup[];
  targets: ActiveTarget[];
}

/** Serves the answers at the paths of Prometheus's HTTP API, on a free port of loopback. */
export async function serveAnswers(answers: Answers): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const body = bodyAt(request.url, answers);
    response.statusCode = body === undefined ? 503 : 200;
    response.end(body ?? 'Service Unavailable: starting up');
  });
  return { url: await listen(server), close: () => close(server) };
}

/** @returns the URL at which it listens */
export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function bodyAt(path: string | undefined, { ready, groups, targets }: Answers): string | undefined {
  if (path === '/-/ready') return ready ? 'Prometheus Server is Ready.' : undefined;
  if (path === '/api/v1/rules') return success({ groups });
  if (path === '/api/v1/targets?state=active') return success({ activeTargets: targets });
  return undefined;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

function success(data: unknown): string {
  return JSON.stringify({ status: 'success', data });
}
