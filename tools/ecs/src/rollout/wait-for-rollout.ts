import { UserError } from '@prod-e/errors';
import { isTransient } from '../aws/user-errors.ts';
import type { EcsContext } from '../context.ts';
import { look } from './look.ts';
import type { Watch } from './look.ts';
import { assertPollSeconds } from './poll-seconds.ts';

export interface RolloutRequest {
  /** ARN of the task definition, where it is known. */
  wantedTaskDefinition?: string;
  /** What the service's main container is to run: `sha256:…`. */
  wantedDigest: string;
  deadlineSeconds: number;
  /** Between two looks: 5 to 15; as the environment says unless told. */
  pollSeconds?: number;
  /** Gets what happens as it happens, a line at a time. */
  onEvent(line: string): void;
  signal: AbortSignal;
}

/**
 * Looks at a service until ECS says that all of it runs what is wanted. A call that was throttled is made again at
 * the next look.
 *
 * @throws UserError when the rollout failed, was rolled back or replaced, took too long, or its service is gone
 * @throws the signal's reason at once when it aborts
 */
export async function waitForRollout(
  service: string,
  request: RolloutRequest,
  context: EcsContext,
): Promise<void> {
  assertPollSeconds(request.pollSeconds ?? context.pollSeconds);
  const { signal } = request;
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => {
    reject(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    // The SDK's own waits before it tries again do not end on a signal.
    await Promise.race([untilRolledOut(service, request, context), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function untilRolledOut(service: string, request: RolloutRequest, context: EcsContext): Promise<void> {
  const { deadlineSeconds, signal, pollSeconds = context.pollSeconds } = request;
  const deadline = Date.now() + deadlineSeconds * 1000;
  const watch: Watch = {
    service,
    request,
    context,
    seen: { looks: 0 },
    told: new Set(),
    stops: 0,
    failures: 0,
  };
  for (;;) {
    const reason = await reasonToWait(watch);
    if (reason === undefined) return;
    signal.throwIfAborted();
    const left = deadline - Date.now();
    if (left <= 0) {
      throw new UserError(
        `the rollout of ${service} did not complete within ${deadlineSeconds} s: ${withLast(reason, watch)}`,
        { where: watch.arn ?? service },
      );
    }
    await context.pause(Math.min(pollSeconds * 1000, left), signal);
  }
}

/** @returns `undefined` when there is nothing to wait for any more */
async function reasonToWait(watch: Watch): Promise<string | undefined> {
  try {
    const verdict = await look(watch);
    if (verdict.state === 'failed') {
      throw new UserError(`the rollout of ${watch.service} ${withLast(verdict.why, watch)}`, {
        where: watch.arn ?? watch.service,
      });
    }
    return verdict.state === 'completed' ? undefined : verdict.reason;
  } catch (error) {
    if (error instanceof UserError && isTransient(error)) return error.message;
    throw error;
  }
}

function withLast(reason: string, { lastStop }: Watch): string {
  return lastStop === undefined ? reason : `${reason.replace(/\.$/, '')}; the last task stopped: ${lastStop}`;
}
