import { UserError } from '@prod-e/errors';
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

export const stopped = () =>
  new UserError('stopped before the end', { next: 'deploy again: it goes on from what is live' });
