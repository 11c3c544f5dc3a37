import type { Decision } from './decide.ts';

export type Ending =
  | 'unchanged'
  | 'live'
  | 'removed'
  | 'failed'
  /** Failed, and the last good release is live again. */
  | 'put back'
  /** Not attempted: something that it stands on failed, or the deployment was stopped. */
  | 'not started';

/** How a stack's part in a deployment ended. */
export interface Outcome {
  decision: Decision;
  ending: Ending;
  milliseconds: number;
  error?: unknown;
}

export const isFailure = ({ ending }: Outcome): boolean =>
  ending === 'failed' || ending === 'put back' || ending === 'not started';
