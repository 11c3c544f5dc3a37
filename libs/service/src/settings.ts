import { integer, readConfig, seconds, type Environment } from '@prod-e/config';
import { logLevels } from '@prod-e/logging';
import * as z from 'zod';

/** The environment variables of every service. */
export const serviceSettings = {
  PORT: integer(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Requests being answered at once; beyond it they are refused. */
  MAX_IN_FLIGHT: integer(1, 1_000_000).default(1000),
  BODY_LIMIT_BYTES: integer(0, 1_000_000_000).default(100_000),
  HEADERS_TIMEOUT_SECONDS: seconds(0.1, 600).default(10),
  REQUEST_TIMEOUT_SECONDS: seconds(0.1, 3600).default(30),
  /** Above the 60 s of an AWS load balancer: the side that closes first must be the one that sends. */
  KEEP_ALIVE_SECONDS: seconds(0, 3600).default(65),
  CHECK_TIMEOUT_SECONDS: seconds(0.01, 60).default(1),
  /** Below the 10 s after which `docker stop` kills. */
  DRAIN_SECONDS: seconds(0, 3600).default(8),
  /** How long a draining service still takes connections: for routers that notice by probing. */
  DRAIN_NOTICE_SECONDS: seconds(0, 600).default(0),
  PROD_E_VERSION: z.string().default('0.0.0-dev'),
  PROD_E_COMMIT: z.string().default('unknown'),
  PROD_E_INPUT_TAG: z.string().default('unknown'),
};

export type ServiceConfig = z.output<z.ZodObject<typeof serviceSettings>>;

/** Reads them, for a service that has no variables of its own. @throws UserError (exit 2) listing all problems */
export function readServiceConfig(env: Environment): ServiceConfig {
  return readConfig(z.object(serviceSettings), env);
}
