import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@prod-e/errors';
import type { Login } from '../credentials.ts';
import { asNamed } from '../engine/as-somebody.ts';
import { engine } from '../engine/engine.ts';
import { backOff } from '../http/patiently.ts';
import { defaultPatience, type RegistryOptions } from '../options.ts';
import type { BuiltImage } from '../registry.ts';
import { isImage, type Stored } from './manifest.ts';
import { pushFailure } from './push-failure.ts';

/** Where an image goes to. */
export interface Target extends RegistryOptions {
  host: string;
  /** The full name, with its namespace. */
  repository: string;
  tag: string;
  login: Login;
  /** What the registry has under the tag now. */
  read: () => Promise<Stored | undefined>;
  /** What to do where the registry has no such repository. */
  create: string;
}

const attempts = 4;

/**
 * Brings an image to a registry, and makes sure that it is there. What the push says is no proof: a tag that cannot
 * be moved may be refused to the very image that it has. What the registry has afterwards is what counts.
 *
 * @returns the digest that the registry knows it by
 */
export async function pushImage(image: BuiltImage, target: Target): Promise<string> {
  const before = await target.read();
  if (before) return assertSame(image, before, target);
  const deadline = Date.now() + { ...defaultPatience, ...target.patience }.pushMilliseconds;
  for (let tries = 0; ; tries += 1) {
    const failure = await pushOnce(image, target, deadline).then(
      () => undefined,
      (error: unknown) => pushFailure(error, target),
    );
    target.signal?.throwIfAborted();
    const after = await target.read();
    if (after) return assertSame(image, after, target);
    if (!failure) throw lost(target);
    const pause = backOff(tries + 1);
    if (failure.permanent) throw failure.error;
    if (tries + 1 >= attempts || Date.now() + pause > deadline) throw failed(target, failure.error.message);
    target.log?.(`${failure.error.message}; trying again in ${(pause / 1000).toFixed(1)} s`);
    await sleep(pause, undefined, target.signal && { signal: target.signal });
  }
}

async function pushOnce(image: BuiltImage, target: Target, deadline: number): Promise<void> {
  const { host, repository, tag, login, log, signal: given } = target;
  const timeOut = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
  const signal = given ? AbortSignal.any([given, timeOut]) : timeOut;
  const reference = `${host}/${repository}:${tag}`;
  // By its id: the reference that it was built under may be another image by now.
  await engine(['tag', image.id, reference], { signal });
  const push = (env: Record<string, string>) =>
    engine(['push', reference], {
      signal,
      env,
      ...(log && {
        onLine: (line) => {
          log(login.hide(line));
        },
      }),
    });
  await asNamed(host, login, push, { signal });
}

function assertSame(image: BuiltImage, stored: Stored, { host, repository, tag }: Target): string {
  if (isImage(image.id, stored)) return stored.digest;
  throw new UserError(
    `the tag ${tag} is there already with another image: the registry has ${stored.digest}, built is ${image.id}`,
    {
      where: `${host}/${repository}:${tag}`,
      next: 'a tag is never moved: find out why the same inputs gave two images, and remove the one that is wrong',
    },
  );
}

const failed = ({ host, repository, tag }: Target, said: string) =>
  new UserError(`the registry ${host} did not take the image: ${said}`, {
    where: `${host}/${repository}:${tag}`,
    next: 'see that it is up and reached from here, then run the command again: layers that it has are not sent twice',
  });

const lost = ({ host, repository, tag }: Target) =>
  new UserError(`the registry ${host} took the image and does not have it`, {
    where: `${host}/${repository}:${tag}`,
    next: 'run the command again',
  });
