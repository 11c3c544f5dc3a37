import { createService, document, type Service, type ServiceOptions } from '@prod-e/service';
import { about } from './about.ts';
import type { Config } from './config.ts';
import { openapi } from './openapi.ts';

/** The backend, not yet listening. */
export function createBackend(
  config: Config,
  options: Pick<ServiceOptions, 'checks' | 'logTo'> = {},
): Service {
  const service = createService({ name: 'backend', config, ...options });
  service.get(
    '/',
    document(() => about(config)),
  );
  service.get(
    '/openapi.json',
    document(() => openapi(config.PROD_E_VERSION)),
  );
  return service;
}
