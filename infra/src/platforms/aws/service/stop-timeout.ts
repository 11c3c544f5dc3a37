import { exitCode, UserError } from '@prod-e/errors';

/** The default of libs/service/src/settings.ts; a test holds them together. */
const defaultDrainSeconds = 8;

/** For what comes after the drain, before ECS kills. */
const marginSeconds = 20;

/** Fargate's own limit. */
const longestSeconds = 120;

/**
 * How long ECS waits for a task to end by itself: longer than the service takes for what it has begun.
 *
 * @param variables the service's environment variables
 * @throws UserError (exit 2) when Fargate would not wait as long
 */
export function stopTimeout(variables: Record<string, string>, service: string): number {
  const drain = variables['DRAIN_SECONDS'] ?? defaultDrainSeconds;
  const seconds = Math.ceil(Number(drain)) + marginSeconds;
  if (seconds <= longestSeconds) return seconds;
  throw new UserError(
    `DRAIN_SECONDS of ${service} is ${drain}, and Fargate kills after ${longestSeconds} s`,
    {
      where: `apps/${service}/service.json`,
      next: `make it ${longestSeconds - marginSeconds} or less`,
      exit: exitCode.usage,
    },
  );
}
