import type { Config } from './config.ts';

/** What `GET /` says: what this is, and where to go from here. */
export function about(config: Config) {
  return {
    name: 'backend',
    description: 'The Koa service that prod-e ships: replace it by yours.',
    version: config.PROD_E_VERSION,
    links: {
      openapi: '/openapi.json',
      version: '/version',
      live: '/livez',
      ready: '/readyz',
      metrics: '/metrics',
    },
  };
}
