import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { rollback } from './rollback.ts';

/** `nx run infra:rollback` */
export default function rollbackExecutor(
  options: { environment: string; to?: string },
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAsExecutor((run) => rollback({ ...run, ...options, workspaceRoot: root }));
}
