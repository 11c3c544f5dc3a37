import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { drift } from './drift.ts';

/** `nx run infra:drift` */
export default function driftExecutor(
  options: { environment: string; markdown?: string },
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAsExecutor((run) => drift({ ...run, ...options, workspaceRoot: root }));
}
