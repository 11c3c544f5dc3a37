import type { Log } from '@prod-e/logging';
import type { Metrics } from '@prod-e/metrics';
import { HttpProblem, sendProblems } from '@prod-e/problems';
import Koa from 'koa';
import type { ServiceContext, Step } from './context.ts';
import { observe } from './observe.ts';
import { probePaths } from './operations.ts';
import type { Router } from './router.ts';
import type { ServiceConfig } from './settings.ts';
import { limitBody, secure, shed } from './steps.ts';

interface AppOptions {
  config: ServiceConfig;
  log: Log;
  metrics: Metrics;
  router: Router;
  inFlight: () => number;
}

/** The Koa app: what happens to each request, in this order. */
export function createApp({ config, log, metrics, router, inFlight }: AppOptions): Koa {
  const app = new Koa();
  app.context['bodyLimit'] = config.BODY_LIMIT_BYTES;
  sendProblems(app, (error, ctx) => {
    const { requestId, route } = ctx as ServiceContext;
    log.logger.error({ err: error, requestId, route }, 'request failed');
  });
  const steps: Step[] = [
    observe(log, metrics, probePaths),
    secure,
    shed(config.MAX_IN_FLIGHT, inFlight, probePaths),
    limitBody,
    answer(router),
  ];
  for (const step of steps) app.use(step as Koa.Middleware);
  return app;
}

/** The handler's turn. One that leaves nothing behind has found nothing. */
function answer(router: Router): Step {
  const check = (ctx: ServiceContext): void => {
    if (ctx.status === 404 && ctx.body === undefined)
      throw new HttpProblem(404, 'there is nothing at this path');
  };
  return async (ctx) => {
    await router.dispatch(ctx);
    check(ctx);
  };
}
