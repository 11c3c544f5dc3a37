import { exitCode, UserError } from '@prod-e/errors';

const least = 5;
const most = 15;

/** @throws UserError for an interval that ECS would throttle, or that would make a deployment slow */
export function assertPollSeconds(seconds: number): void {
  if (seconds >= least && seconds <= most) return;
  throw new UserError(`pollSeconds is ${seconds}`, {
    next: `choose one from ${least} to ${most}`,
    exit: exitCode.usage,
  });
}
