import { exitCode, UserError } from '@prod-e/errors';
import type { Decision } from '../decide/index.ts';

export type Ending =
  | 'unchanged'
  | 'live'
  | 'removed'
  | 'failed'
  /** Failed, and the last good release is live again. */
  | 'put back'
  /** The deployment was asked to stop while this was under way. */
  | 'stopped'
  /** Not attempted: something that it stands on failed, or the deployment was stopped. */
  | 'not started';

/** How a stack's part in a deployment ended. */
export interface Outcome {
  decision: Decision;
  ending: Ending;
  milliseconds: number;
  error?: unknown;
}

/** Whether what was wanted of the stack is not live. */
export const isFailure = ({ ending }: Outcome): boolean => isDown({ ending }) || ending === 'put back';

/** Whether nothing of the stack is known to answer. */
export const isDown = ({ ending }: Pick<Outcome, 'ending'>): boolean =>
  ending === 'failed' || ending === 'stopped' || ending === 'not started';

/** Why a deployment was stopped: as whoever stopped it says, or because a person or the system asked for it. */
export const stopped = ({ reason }: AbortSignal): UserError =>
  reason instanceof UserError
    ? reason
    : new UserError('stopped before the end', { next: 'deploy again: it goes on from what is live' });

/** Whether nothing of the stack was changed, because somebody else holds it or has changed it. */
export const isRefused = ({ error }: Pick<Outcome, 'error'>): boolean =>
  error instanceof UserError && error.exit === exitCode.refused;

/** The error of a deployment all of whose failures are refusals. */
export function refusalOf(outcomes: Outcome[]): UserError | undefined {
  const failed = outcomes.filter((outcome) => isFailure(outcome) && outcome.ending !== 'not started');
  if (failed.length === 0 || !failed.every(isRefused)) return undefined;
  const names = failed.map(({ decision }) => decision.name).join(', ');
  return new UserError(`refused: nothing of ${names} was changed, as told above`, { exit: exitCode.refused });
}
