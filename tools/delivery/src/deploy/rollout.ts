import type { OpenEnvironment } from '../environment/open.ts';
import type { Progress } from '../output/progress.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Reached } from './checkpoints.ts';

/** What every step of a deployment needs to know. */
export interface Rollout extends Pick<
  OpenEnvironment,
  'workspaceRoot' | 'environment' | 'folder' | 'platform' | 'ledger'
> {
  recorder: Recorder;
  progress: Progress;
  /** Aborted when a person or the system asks to stop. */
  signal: AbortSignal;
  reached: Reached;
}

/** Whether the deployment was asked to stop; asked anew each time, since a signal may come while a step runs. */
export const isStopped = ({ signal }: Pick<Rollout, 'signal'>): boolean => signal.aborted;
