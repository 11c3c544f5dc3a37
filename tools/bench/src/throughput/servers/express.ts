/** Express with pino, one line per request, prom-client and request ids. */
import express, { type NextFunction, type Request, type Response } from 'express';
import pino from 'pino';
import { body, logBase, logDestination, plainMetrics, port, requestIdOf } from './shared.ts';

const { registry, total, duration, inFlight } = plainMetrics();
const logger = pino({ base: logBase }, logDestination());
const app = express();

app.use((request: Request, response: Response, next: NextFunction) => {
  const start = performance.now();
  const requestId = requestIdOf(request.headers['x-request-id']);
  inFlight.inc();
  response.setHeader('X-Request-Id', requestId);
  response.on('finish', () => {
    const durationMs = performance.now() - start;
    const route = (request.route as { path: string } | undefined)?.path ?? 'unmatched';
    const labels = { method: request.method, route, status: String(response.statusCode) };
    inFlight.dec();
    total.inc(labels);
    duration.observe(labels, durationMs / 1000);
    logger.info(
      {
        requestId,
        method: request.method,
        route,
        path: request.path,
        status: response.statusCode,
        durationMs,
      },
      'request',
    );
  });
  next();
});
app.get('/', (_request, response) => {
  response.type('application/json').send(body);
});
app.get('/metrics', async (_request, response) => {
  response.type(registry.contentType).send(await registry.metrics());
});
app.listen(port, '127.0.0.1');
