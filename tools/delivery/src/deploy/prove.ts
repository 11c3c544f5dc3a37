import { setTimeout as sleep } from 'node:timers/promises';
import type { StackService } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import type { WantedStack } from '../decide/index.ts';
import type { Rollout } from './rollout.ts';

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
    const addresses = await untilReady(service, image.digest, deadline, rollout);
    if (!addresses) {
      note('it is not reachable from here: that it works is the platform’s word alone');
      return;
    }
    const { versionPath } = service.definition;
    if (versionPath === undefined) return;
    for (const address of addresses) await assertVersion(address + versionPath, image.tag, rollout.signal);
  } catch (error) {
    rollout.signal.throwIfAborted();
    throw await withLogs(error, service, rollout);
  }
}

/**
 * Asks every instance of a service until all are ready.
 *
 * @returns where they are; `undefined` where they cannot be reached from here
 */
export async function untilReady(
  service: StackService,
  digest: string,
  deadline: number,
  { platform, environment, signal }: Rollout,
): Promise<string[] | undefined> {
  for (;;) {
    await assertRunning(service, digest, platform);
    const addresses = await platform.addressesOf(service);
    const unready = addresses && (await firstUnready(service, addresses, signal));
    if (!unready) return addresses;
    if (Date.now() > deadline) {
      const { deadlineSeconds } = environment.proof;
      throw new UserError(
        `${service.definition.name} was not ready within ${deadlineSeconds} s: ${unready.answer}`,
        { where: unready.where },
      );
    }
    await sleep(platform.askEvery, undefined, { signal });
  }
}

async function firstUnready(
  { definition, resource }: StackService,
  addresses: string[],
  signal: AbortSignal,
): Promise<{ where: string; answer: string } | undefined> {
  if (addresses.length === 0) return { where: resource, answer: 'none of its tasks runs' };
  for (const address of addresses) {
    const where = address + definition.probes.ready;
    const { status, body } = await get(where, signal);
    if (status !== 200) return { where, answer: status === undefined ? body : `${status} ${body}` };
  }
  return undefined;
}

async function assertRunning(
  { definition, resource }: StackService,
  digest: string,
  platform: Rollout['platform'],
): Promise<void> {
  const live = await platform.inspect(resource);
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

/** An error of a service with the last that it logged; any other as it is. */
export async function withLogs(
  error: unknown,
  { resource }: StackService,
  rollout: Rollout,
): Promise<unknown> {
  if (!(error instanceof UserError)) return error;
  const logs = await rollout.platform.logs(resource, 10).catch(() => '');
  if (logs === '') return error;
  const indented = logs.split('\n').map((line) => `    ${line}`);
  return new UserError(`${error.message}\n  last log lines:\n${indented.join('\n')}`, {
    ...(error.where !== undefined && { where: error.where }),
    cause: error,
  });
}
