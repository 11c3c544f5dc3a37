import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAccessLog, createRequestIds, type Log } from '@prod-e/logging';
import { unmatchedRoute, type Metrics } from '@prod-e/metrics';
import type { Visit } from './context.ts';

/** The status of a request whose client left before its answer was sent, as nginx has it. */
const clientLeft = 499;

const noParams: Visit['params'] = {};

export interface Observer {
  begin(request: IncomingMessage): Visit;
  end(visit: Visit, response: ServerResponse): void;
}

/** Gives each request its id, and when it is over counts it and writes its line. Quiet paths get no line. */
export function createObserver(log: Log, metrics: Metrics, quiet: ReadonlySet<string>): Observer {
  const requestIds = createRequestIds();
  const writeLine = createAccessLog(log);
  return {
    begin: ({ method = '', url = '/', headers }) => ({
      requestId: requestIds(headers['x-request-id']),
      method,
      path: pathOf(url),
      start: performance.now(),
      route: unmatchedRoute,
      params: noParams,
    }),
    end({ requestId, method, path, route, start }, response) {
      const seconds = (performance.now() - start) / 1000;
      const status = response.writableFinished ? response.statusCode : clientLeft;
      metrics.record(method, route, status, seconds);
      if (!quiet.has(path)) writeLine({ requestId, method, route, path, status, seconds });
    },
  };
}

/** The path of a request target: without query, and without the origin that a proxy's client may send. */
function pathOf(target: string): string {
  if (!target.startsWith('/')) return URL.canParse(target) ? new URL(target).pathname : target;
  const query = target.indexOf('?');
  return query === -1 ? target : target.slice(0, query);
}
