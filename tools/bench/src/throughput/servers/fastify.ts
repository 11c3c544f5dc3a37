/** Fastify with its own pino, one line per request, prom-client and request ids. */
import Fastify, { LogController } from 'fastify';
import pino from 'pino';
import { body, logBase, logDestination, plainMetrics, port, requestIdOf } from './shared.ts';

const { registry, total, duration, inFlight } = plainMetrics();
const app = Fastify({
  loggerInstance: pino({ base: logBase }, logDestination()),
  // It writes two lines per request otherwise; the hook below writes the one that all write.
  logController: new LogController({ disableRequestLogging: true }),
  requestIdHeader: false,
  genReqId: (request) => requestIdOf(request.headers['x-request-id']),
});

app.addHook('onRequest', (request, reply, done) => {
  inFlight.inc();
  void reply.header('X-Request-Id', request.id);
  done();
});
app.addHook('onResponse', (request, reply, done) => {
  const route = request.routeOptions.url ?? 'unmatched';
  const labels = { method: request.method, route, status: String(reply.statusCode) };
  inFlight.dec();
  total.inc(labels);
  duration.observe(labels, reply.elapsedTime / 1000);
  app.log.info(
    {
      requestId: request.id,
      method: request.method,
      route,
      path: request.url,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    },
    'request',
  );
  done();
});
app.get('/', (_request, reply) => {
  void reply.type('application/json; charset=utf-8').send(body);
});
app.get('/metrics', async (_request, reply) =>
  reply.type(registry.contentType).send(await registry.metrics()),
);
await app.listen({ port, host: '127.0.0.1' });
