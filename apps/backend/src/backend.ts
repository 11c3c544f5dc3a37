import { createService, document, type Service, type ServiceOptions } from '@prod-e/service';
import type { Config } from './config.ts';
import { about } from './about.ts';
import { openapi } from './openapi.ts';

export const serviceName = 'backend';

/** The backend, not yet listening. */
export function createBackend(config: Config, { logTo }: Pick<ServiceOptions, 'logTo'> = {}): Service {
  const service = createService({ name: serviceName, config, ...(logTo === undefined ? {} : { logTo }) });
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
