import { createAccessLog, createRequestIds, type Log } from '@prod-e/logging';
import { unmatchedRoute, type Metrics } from '@prod-e/metrics';
import type { Step } from './context.ts';

/** The status of a request whose client left before its answer was sent, as nginx has it. */
const clientLeft = 499;

/** Gives a request its id, and when it is over counts it and writes its line. Quiet routes get no line. */
export function observe(log: Log, metrics: Metrics, quiet: ReadonlySet<string>): Step {
  const requestIds = createRequestIds();
  const writeLine = createAccessLog(log);
  return (ctx, next) => {
    const start = performance.now();
    const { req, res } = ctx;
    const method = req.method ?? '';
    ctx.requestId = requestIds(req.headers['x-request-id']);
    ctx.requestPath = pathOf(req.url ?? '/');
    ctx.route = unmatchedRoute;
    res.setHeader('X-Request-Id', ctx.requestId);
    res.on('close', () => {
      const seconds = (performance.now() - start) / 1000;
      const status = res.writableFinished ? res.statusCode : clientLeft;
      const { requestId, requestPath: path, route } = ctx;
      metrics.record(method, route, status, seconds);
      if (!quiet.has(path)) writeLine({ requestId, method, route, path, status, seconds });
    });
    return next();
  };
}

/** The path of a request target: without query, and without the origin that a proxy's client may send. */
function pathOf(target: string): string {
  if (!target.startsWith('/')) return URL.canParse(target) ? new URL(target).pathname : target;
  const query = target.indexOf('?');
  return query === -1 ? target : target.slice(0, query);
}
