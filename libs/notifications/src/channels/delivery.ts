import { UserError } from '@prod-e/errors';
import type { DeliveryEvent } from '../event.ts';
import type { Environment } from '../redact.ts';

/** What a channel is given to send an event. */
export interface Delivery {
  event: DeliveryEvent;
  env: Environment;
  /** Stops it: the budget is spent, or the caller wants no more. */
  signal: AbortSignal;
  /** When the budget is spent, on the clock of `performance.now()`. */
  deadline: number;
  redact: (text: string) => string;
}

/** What became of it; `skipped` where there is nobody to tell, and that is as it should be. */
export type Delivered = 'sent' | 'skipped';

/** @throws UserError when the environment has no such variable, or an empty one, as a forge gives for a lost secret */
export function variable(name: string, env: Environment): string {
  const value = env[name]?.trim();
  if (!value) {
    throw new UserError(`the variable ${name} is not set`, {
      next: `set ${name}, or take the channel out of the environment's configuration`,
    });
  }
  return value;
}
