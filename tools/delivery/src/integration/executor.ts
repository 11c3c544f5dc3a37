import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { integration } from './integration.ts';

/** `nx run infra:integration` */
export default function integrationExecutor(
  options: { environment: string },
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAsExecutor((run) => integration({ ...run, ...options, workspaceRoot: root }));
}
