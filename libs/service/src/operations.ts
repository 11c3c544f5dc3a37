import type { Health } from '@prod-e/health';
import type { Metrics } from '@prod-e/metrics';
import { HttpProblem } from '@prod-e/problems';
import type { Router } from './router.ts';
import type { ServiceConfig } from './settings.ts';

/** Asked many times a minute by machines: answered under overload as well, and no line in the log. */
export const probePaths: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

/** What every service answers besides its own routes. */
export function addOperations(
  router: Router,
  name: string,
  config: ServiceConfig,
  health: Health,
  { registry }: Metrics,
): void {
  router.add('GET', '/livez', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = health.live();
  });
  router.add('GET', '/readyz', async (ctx) => {
    const { status, checks } = await health.ready();
    if (status !== 'ready') throw new HttpProblem(503, status, { extensions: { checks } });
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status, checks };
  });
  router.add('GET', '/metrics', async (ctx) => {
    const text = await registry.metrics();
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Type', registry.contentType);
    ctx.body = text;
  });
  router.add('GET', '/version', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = {
      name,
      version: config.PROD_E_VERSION,
      commit: config.PROD_E_COMMIT,
      inputTag: config.PROD_E_INPUT_TAG,
      node: process.version,
    };
  });
}
