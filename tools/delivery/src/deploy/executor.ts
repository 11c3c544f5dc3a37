import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { deploy } from './deploy.ts';

/** `nx run infra:deploy` */
export default function deployExecutor(
  options: { environment: string; plan?: string },
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  return runAsExecutor((run) => deploy({ ...run, ...options, workspaceRoot: root }));
}
