import { UserError } from '@prod-e/errors';
import type { Ecs, RolloutRequest } from '../src/index.ts';
import { digest } from './answers.ts';

/** Waits for revision 2; says what was told, and how it ended. */
export async function wait(ecs: Ecs, request: Partial<RolloutRequest> = {}) {
  const lines: string[] = [];
  const error: unknown = await ecs
    .waitForRollout('backend', {
      wantedDigest: digest('b'),
      deadlineSeconds: 60,
      onEvent: (line) => lines.push(line),
      signal: new AbortController().signal,
      ...request,
    })
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  return { lines, error, message: error instanceof UserError ? error.message : error };
}
