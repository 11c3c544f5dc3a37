import { parseEnvironment } from '@prod-e/environment';
import { openSqliteLedger } from '@prod-e/ledger';
import type { Rollout } from '../src/deploy/rollout.ts';
import { createProgress } from '../src/output/progress.ts';
import type { LivePlatform } from '../src/platforms/index.ts';
import type { Recorder } from '../src/record/recorder.ts';

/** A platform that answers as it is told; asked for what it was not told of, it fails. */
export const platformThat = (answers: Partial<LivePlatform>): LivePlatform => {
  const untold = (what: string) => () => Promise.reject(new Error(`nobody told how to ${what}`));
  return {
    replaces: true,
    read: untold('read'),
    inspect: untold('inspect'),
    awaitRollout: () => Promise.resolve(),
    askEvery: 50,
    addressesOf: ({ url }) => Promise.resolve(url === undefined ? undefined : [url]),
    logs: untold('logs'),
    sweep: untold('sweep'),
    ...answers,
  };
};

/** Writes nothing down. */
const recorder: Recorder = {
  start: {
    ...{ id: 'd-1', environment: 'lab', kind: 'deploy', actor: 'someone', commit: 'unknown' },
    startedAt: '2026-01-02T03:04:05.678Z',
  },
  attempt: () => Promise.resolve(),
  proof: () => Promise.resolve(),
  removed: () => Promise.resolve(),
  end: () => Promise.reject(new Error('nothing ends here')),
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
    ledger: Object.assign(openSqliteLedger(':memory:'), {
      isReachable: true,
      flush: () => Promise.resolve({ waiting: 0, refused: 0 }),
    }),
    recorder,
    progress: createProgress({
      print: (line) => {
        lines.push(line.trim());
      },
      paint: (_style, text) => text,
    }),
    signal: new AbortController().signal,
    reached: () => undefined,
    ...rest,
    lines,
  };
};
