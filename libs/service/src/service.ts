import { createHealth, type Check } from '@prod-e/health';
import { createHttpServer, stopOnSignals } from '@prod-e/lifecycle';
import { createLogger, type LoggerOptions } from '@prod-e/logging';
import { createMetrics, type Metrics } from '@prod-e/metrics';
import { answerClientError } from '@prod-e/problems';
import { createApp } from './app.ts';
import type { Handler } from './context.ts';
import { addOperations, probePaths } from './operations.ts';
import { createObserver } from './observe.ts';
import { createRouter, type Router } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServiceConfig } from './settings.ts';

export interface ServiceOptions {
  name: string;
  config: ServiceConfig;
  /** What the service needs to be ready, by name. */
  checks?: Readonly<Record<string, Check>>;
  /** Where log lines go; standard output unless said. */
  logTo?: LoggerOptions['to'];
  /** Closes what the service holds, when no request is left. */
  onStopped?: () => unknown;
}

export interface Service {
  /** Adds a route: fixed segments and `:name`. GET answers HEAD as well. */
  route(method: string, pattern: string, handler: Handler): Service;
  get(pattern: string, handler: Handler): Service;
  post(pattern: string, handler: Handler): Service;
  routes: Router['routes'];
  /** For metrics of the service's own. */
  registry: Metrics['registry'];
  /** Listens. @returns its URL. @throws UserError where the port cannot be had */
  listen(): Promise<string>;
  /** Drains and stops. @returns whether every request was answered in time */
  stop(): Promise<boolean>;
  /** Listens until a signal ends the process. */
  run(): Promise<void>;
}

/**
 * A Koa service with probes, metrics, logs, problems, limits and an orderly end.
 *
 * @example
 * const service = createService({ name: 'greeter', config: readServiceConfig(process.env) });
 * service.get('/hello/:name', (ctx) => {
 *   ctx.body = { hello: ctx.params['name'] };
 * });
 * return service.run();
 */
export function createService({ name, config, checks = {}, logTo, onStopped }: ServiceOptions): Service {
  const log = createLogger({
    name,
    version: config.PROD_E_VERSION,
    level: config.LOG_LEVEL,
    ...(logTo === undefined ? {} : { to: logTo }),
  });
  const health = createHealth({ checks, timeoutMs: config.CHECK_TIMEOUT_SECONDS * 1000 });
  const build = {
    version: config.PROD_E_VERSION,
    commit: config.PROD_E_COMMIT,
    inputTag: config.PROD_E_INPUT_TAG,
  };
  const inFlight = (): number => server.inFlight;
  const metrics = createMetrics({ build, inFlight });
  const router = createRouter();
  addOperations(router, name, config, health, metrics);
  const app = createApp({ config, log, router, inFlight });
  const server = createHttpServer({
    ...createObserver(log, metrics, probePaths),
    handle: app.callback(),
    commonHeaders: ({ requestId }) => [...securityHeaders, 'X-Request-Id', requestId],
    timeouts: {
      request: config.REQUEST_TIMEOUT_SECONDS * 1000,
      headers: config.HEADERS_TIMEOUT_SECONDS * 1000,
      keepAlive: config.KEEP_ALIVE_SECONDS * 1000,
    },
    onClientError: answerClientError,
  });
  const drain = { noticeMs: config.DRAIN_NOTICE_SECONDS * 1000, deadlineMs: config.DRAIN_SECONDS * 1000 };

  const service: Service = {
    route(method, pattern, handler) {
      router.add(method, pattern, handler);
      return service;
    },
    get: (pattern, handler) => service.route('GET', pattern, handler),
    post: (pattern, handler) => service.route('POST', pattern, handler),
    routes: () => router.routes(),
    registry: metrics.registry,
    async listen() {
      const url = await server.listen(config.PORT, config.HOST);
      log.logger.info({ url, commit: build.commit, inputTag: build.inputTag }, 'listening');
      return url;
    },
    async stop() {
      health.drain();
      const drained = await server.drain(drain);
      await onStopped?.();
      log.flush();
      return drained;
    },
    async run() {
      await service.listen();
      stopOnSignals(server, {
        ...drain,
        onSignal(signal) {
          health.drain();
          log.logger.info({ signal, inFlight: server.inFlight }, 'draining');
        },
        async onStopped(drained) {
          await onStopped?.();
          log.logger[drained ? 'info' : 'error'](
            { inFlight: server.inFlight },
            drained ? 'stopped' : 'gave up',
          );
          log.flush();
        },
      });
    },
  };
  return service;
}
