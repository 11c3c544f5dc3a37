import type { ServiceDefinition } from '@prod-e/service-definition';
import type { Service } from '../src/services.ts';

/** A service definition as a person would write it. */
export const written = (name: string, more: Partial<ServiceDefinition> = {}) => ({
  name,
  description: `The ${name} service.`,
  port: 3000,
  base: 'node' as const,
  probes: { live: '/livez', ready: '/readyz' },
  size: { cpu: 256, memory: 128 },
  scaling: { min: 1, max: 1 },
  ...more,
});

/** The same as it was read. */
export const service = (name: string, more: Partial<ServiceDefinition> = {}): Service => ({
  definition: { access: 'private', callers: [], environment: {}, secrets: [], ...written(name, more) },
  root: `apps/${name}`,
});
