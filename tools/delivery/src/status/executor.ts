import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { status } from './status.ts';

/** `nx run infra:status` */
export default function statusExecutor(
  options: { json?: string },
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAsExecutor((run) => status({ ...run, ...options, workspaceRoot: root }));
}
