import type { Log } from '@prod-e/logging';
import { sendProblems } from '@prod-e/problems';
import Koa from 'koa';
import { extendContext, type Guard, type ServiceContext } from './context.ts';
import { limitBody, shed } from './guards.ts';
import { probePaths } from './operations.ts';
import { notFound, type Router } from './router.ts';
import type { ServiceConfig } from './settings.ts';

interface AppOptions {
  config: ServiceConfig;
  log: Log;
  router: Router;
  inFlight: () => number;
}

/** The Koa app: guards, then the route’s handler; whatever is thrown becomes a problem. */
export function createApp({ config, log, router, inFlight }: AppOptions): Koa {
  const app = new Koa();
  extendContext(app, config.BODY_LIMIT_BYTES);
  sendProblems(app, (error, ctx) => {
    const { requestId, route } = (ctx as ServiceContext).visit;
    log.logger.error({ err: error, requestId, route }, 'request failed');
  });
  const guards = [shed(config.MAX_IN_FLIGHT, inFlight, probePaths), limitBody];
  app.use((ctx) => answer(ctx as ServiceContext, guards, router));
  return app;
}

/** Waits only for handlers that are asynchronous: a promise for nothing is a turn of the loop per request. */
function answer(ctx: ServiceContext, guards: readonly Guard[], router: Router): Promise<void> | undefined {
  const handler = router.resolve(ctx); // first, so that what the guards refuse is counted under its route
  for (const guard of guards) guard(ctx);
  const answered = handler(ctx);
  if (isThenable(answered)) {
    return Promise.resolve(answered).then(() => {
      expectAnswer(ctx);
    });
  }
  expectAnswer(ctx);
  return undefined;
}

/** A handler that leaves nothing behind has found nothing. */
function expectAnswer(ctx: ServiceContext): void {
  if (ctx.res.statusCode === 404 && (ctx.body ?? null) === null) throw notFound();
}

/** Whatever can be awaited, as `await` has it: query builders are no promises. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
