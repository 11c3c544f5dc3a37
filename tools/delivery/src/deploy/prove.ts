import { setTimeout as sleep } from 'node:timers/promises';
import type { StackService } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import type { WantedStack } from '../decide/index.ts';
import type { Rollout } from './rollout.ts';

const pollMilliseconds = 50;
const requestMilliseconds = 2000;

/**
 * Proves that a service is live: the platform runs the wanted digest, the service is ready, and says itself that it
 * is the wanted version, since a control plane can be wrong.
 *
 * @throws UserError that says what was wanted and what came, with the service's last log lines
 */
export async function prove(
  { stack, image }: Pick<WantedStack, 'stack' | 'image'>,
  rollout: Rollout,
): Promise<void> {
  const { service } = stack;
  if (!service || !image) return;
  const { deadlineSeconds } = rollout.environment.proof;
  const deadline = Date.now() + deadlineSeconds * 1000;
  const note = (text: string) => {
    rollout.progress.note(stack.name, text);
  };
  try {
    await rollout.platform.awaitRollout(service.resource, {
      ...{ wantedDigest: image.digest, deadlineSeconds, note },
      signal: rollout.signal,
    });
    const address = await rollout.platform.addressOf(service);
    if (address === undefined) {
      note('it is not reachable from here: that it works is the platform’s word alone');
      return;
    }
    await untilReady({ service, address, digest: image.digest }, deadline, rollout);
    const { versionPath } = service.definition;
    if (versionPath !== undefined) await assertVersion(address + versionPath, image.tag, rollout.signal);
  } catch (error) {
    rollout.signal.throwIfAborted();
    throw await withLogs(error, service, rollout);
  }
}

interface Wanted {
  service: StackService;
  address: string;
  digest: string;
}

async function untilReady(
  { service, address, digest }: Wanted,
  deadline: number,
  rollout: Rollout,
): Promise<void> {
  const url = address + service.definition.probes.ready;
  for (;;) {
    await assertRunning(service, digest, rollout);
    const { status, body } = await get(url, rollout.signal);
    if (status === 200) return;
    if (Date.now() > deadline) {
      const { deadlineSeconds } = rollout.environment.proof;
      const last = status === undefined ? body : `${status} ${body}`;
      throw new UserError(`${service.definition.name} was not ready within ${deadlineSeconds} s: ${last}`, {
        where: url,
      });
    }
    await sleep(pollMilliseconds, undefined, { signal: rollout.signal });
  }
}

async function assertRunning(
  { definition, resource }: StackService,
  digest: string,
  rollout: Rollout,
): Promise<void> {
  const live = await rollout.platform.inspect(resource);
  if (!live) throw new UserError(`${definition.name} is gone`, { where: resource });
  if (live.digest !== digest) {
    throw new UserError(`${definition.name} runs ${live.digest}, wanted is ${digest}`, { where: resource });
  }
  if (!live.running || live.restarts > 0)
    throw new UserError(`${definition.name} stopped`, { where: resource });
}

async function assertVersion(url: string, inputTag: string, signal: AbortSignal): Promise<void> {
  const { status, body } = await get(url, signal);
  const reported = status === 200 ? inputTagOf(body) : undefined;
  if (reported === inputTag) return;
  throw new UserError(
    `it reports ${reported ?? `no input tag (${status ?? 'no answer'})`}, wanted is ${inputTag}`,
    {
      where: url,
    },
  );
}

function inputTagOf(body: string): string | undefined {
  try {
    const { inputTag } = JSON.parse(body) as { inputTag?: unknown };
    return typeof inputTag === 'string' ? inputTag : undefined;
  } catch {
    return undefined;
  }
}

/** An answer, or, without a status, why there is none. */
async function get(url: string, signal: AbortSignal): Promise<{ status?: number; body: string }> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMilliseconds)]),
    });
    return { status: response.status, body: (await response.text()).slice(0, 500) };
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error & { cause?: Error };
    return { body: cause?.message ?? message };
  }
}

async function withLogs(error: unknown, { resource }: StackService, rollout: Rollout): Promise<unknown> {
  if (!(error instanceof UserError)) return error;
  const logs = await rollout.platform.logs(resource, 10).catch(() => '');
  if (logs === '') return error;
  const indented = logs.split('\n').map((line) => `    ${line}`);
  return new UserError(`${error.message}\n  last log lines:\n${indented.join('\n')}`, {
    ...(error.where !== undefined && { where: error.where }),
    cause: error,
  });
}
