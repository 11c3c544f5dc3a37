import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name of the service with a number: `s-0001`. */
export const serviceName = (number: number): string => `s-${String(number).padStart(4, '0')}`;

/** Where a service's only source is, in the workspace. */
export const sourceOf = (service: string): string => `apps/${service}/src/main.ts`;

/**
 * Puts this many services in the place of all apps of a workspace: each of them a project with a definition, one source
 * and a `package.json`, and nothing else.
 *
 * @param root absolute folder of the workspace
 */
export function generateServices(root: string, count: number): string[] {
  rmSync(join(root, 'apps'), { recursive: true, force: true });
  const services = Array.from({ length: count }, (_, index) => serviceName(index + 1));
  for (const [index, service] of services.entries()) {
    for (const [file, content] of Object.entries(filesOf(service, 10_001 + index))) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
  }
  return services;
}

function filesOf(service: string, port: number): Record<string, string> {
  const manifest = {
    name: `@prod-e/${service}`,
    version: '0.1.0',
    private: true,
    type: 'module',
    nx: { name: service, tags: ['type:app'] },
  };
  const definition = {
    name: service,
    description: `The service ${service}.`,
    port,
    base: 'node',
    probes: { live: '/livez', ready: '/readyz' },
    size: { cpu: 64, memory: 64 },
    scaling: { min: 1, max: 1 },
    environment: { LOG_LEVEL: 'info' },
  };
  return {
    [`apps/${service}/package.json`]: json(manifest),
    [`apps/${service}/service.json`]: json(definition),
    [sourceOf(service)]: `export const service = '${service}';\n`,
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
