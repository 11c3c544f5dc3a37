import type { Environment } from '@prod-e/environment';
import type { Progress } from '../output/progress.ts';
import type { LivePlatform } from '../platforms/index.ts';

/** What every step of a deployment needs to know. */
export interface Rollout {
  workspaceRoot: string;
  environment: Environment;
  /** Where the environment's state is kept. */
  folder: string;
  platform: LivePlatform;
  progress: Progress;
  /** Aborted when a person or the system asks to stop. */
  signal: AbortSignal;
}

/** Whether the deployment was asked to stop; asked anew each time, since a signal may come while a step runs. */
export const isStopped = ({ signal }: Pick<Rollout, 'signal'>): boolean => signal.aborted;
