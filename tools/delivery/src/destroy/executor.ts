import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { destroy } from './destroy.ts';

/** `nx run infra:destroy` */
export default function destroyExecutor(
  { environment }: { environment: string },
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAsExecutor((run) => destroy({ ...run, workspaceRoot: root, environment }));
}
