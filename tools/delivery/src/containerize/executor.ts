import { describeError, exitCodeOf, UserError } from '@prod-e/errors';
import { recordExitCode } from '@prod-e/errors/record-exit-code';
import type { ExecutorContext } from '@nx/devkit';
import { containerizeService, type ContainerizeExecutorOptions } from './containerize-service.ts';

/** `nx run <service>:containerize` */
export default async function containerizeExecutor(
  options: ContainerizeExecutorOptions,
  nx: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    await containerizeService({ ...options, inputHash: taskHash(), log: console.log }, nx);
    return { success: true };
  } catch (error) {
    console.error(describeError(error));
    recordExitCode(exitCodeOf(error));
    return { success: false };
  }
}

function taskHash(): string {
  const hash = process.env['NX_TASK_HASH'];
  if (hash) return hash;
  throw new UserError('the input tag is not known: NX_TASK_HASH is not set', { next: 'run it through nx' });
}
