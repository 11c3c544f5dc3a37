import { UserError } from '@prod-e/errors';
import type { WantedStack } from '../decide/index.ts';
import { runProgram } from '../workspace/run-program.ts';
import type { Rollout } from './rollout.ts';

/**
 * Runs a service's smoke test against the live service: a program in the service's own folder, told by its
 * environment where the service is.
 *
 * @param since the end of the deployment's last change: what was seen before proves nothing
 * @throws UserError with what the smoke test printed
 */
export async function smoke({ stack, image }: WantedStack, since: Date, rollout: Rollout): Promise<void> {
  const file = stack.service?.definition.smoke;
  if (!stack.service || file === undefined) return;
  const { root } = stack.service;
  const addresses = await rollout.platform.addressesOf(stack.service);
  if (!addresses) {
    rollout.progress.note(stack.name, 'it is not reachable from here: its smoke test is not run');
    return;
  }
  const [url] = addresses;
  if (url === undefined) throw new UserError(`${stack.name} does not run`, { where: stack.service.resource });
  const { deadlineSeconds } = rollout.environment.proof;
  await runProgram({
    what: `the smoke test of ${stack.name}`,
    file: `${root}/${file}`,
    workspaceRoot: rollout.workspaceRoot,
    signal: rollout.signal,
    // Its own deadline passes first, with a better message than ours.
    timeoutSeconds: deadlineSeconds + 10,
    env: {
      SMOKE_URL: url,
      SMOKE_INPUT_TAG: image?.tag ?? '',
      SMOKE_SINCE: since.toISOString(),
      SMOKE_TIMEOUT_SECONDS: String(deadlineSeconds),
    },
  });
}
