import { parseEnvironment } from '@prod-e/environment';
import type { Rollout } from '../src/deploy/rollout.ts';
import { createProgress } from '../src/output/progress.ts';
import type { LivePlatform } from '../src/platforms/index.ts';

/** A platform that answers as it is told; asked for what it was not told of, it fails. */
export const platformThat = (answers: Partial<LivePlatform>): LivePlatform => {
  const untold = (what: string) => () => Promise.reject(new Error(`nobody told how to ${what}`));
  return {
    read: untold('read'),
    inspect: untold('inspect'),
    logs: untold('logs'),
    sweep: untold('sweep'),
    ...answers,
  };
};

/** A rollout whose progress is kept in `lines`. */
export const rolloutWith = (
  more: Partial<Omit<Rollout, 'environment'>> & { deadlineSeconds?: number } = {},
): Rollout & { lines: string[] } => {
  const { deadlineSeconds = 5, ...rest } = more;
  const lines: string[] = [];
  return {
    workspaceRoot: '/nowhere',
    folder: '/nowhere/.prod-e/lab',
    environment: parseEnvironment({ platform: 'local', name: 'lab', proof: { deadlineSeconds } }, 'lab.ts'),
    platform: platformThat({}),
    progress: createProgress({
      print: (line) => {
        lines.push(line.trim());
      },
      paint: (_style, text) => text,
    }),
    signal: new AbortController().signal,
    ...rest,
    lines,
  };
};
