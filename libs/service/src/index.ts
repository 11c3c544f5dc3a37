export { createService, type Service, type ServiceOptions } from './service.ts';
export { readServiceConfig, serviceSettings, type ServiceConfig } from './settings.ts';
export { document } from './document.ts';
export { readJson } from './read-json.ts';
export type { Handler, ServiceContext } from './context.ts';
export { HttpProblem } from '@prod-e/problems';
export { runMain } from '@prod-e/lifecycle';
