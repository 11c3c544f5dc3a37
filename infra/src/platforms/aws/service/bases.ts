import type { ServiceDefinition } from '@prod-e/service-definition';

/** What differs by the base image that a service stands on. */
export interface BaseTraits {
  /** Program and arguments that end with 0 while the service is alive: the images have no shell. */
  healthCommand: string[];
  /** Filter of CloudWatch Logs for the lines that tell of an error. */
  errorLines: string;
}

/** The Dockerfiles' health checks are the same; a test holds them together. */
export function traitsOf({ base, port, probes }: ServiceDefinition): BaseTraits {
  const origin = `http://127.0.0.1:${port}`;
  switch (base) {
    case 'node':
      return {
        healthCommand: ['/usr/bin/node', '/usr/lib/prod-e/healthcheck.mjs', `${origin}${probes.live}`],
        // pino's number of `error`; `fatal` is above it.
        errorLines: '{ $.level >= 50 }',
      };
    case 'prometheus':
      return {
        healthCommand: ['/usr/bin/promtool', 'check', 'healthy', `--url=${origin}`],
        errorLines: '?"level=error" ?"level=ERROR"',
      };
  }
}
