import type { ExecutorContext } from '@nx/devkit';
import { runAsExecutor } from '../executor.ts';
import { inputTags } from '../tags/input-tags.ts';
import { plan } from './plan.ts';

/** `nx run infra:plan` */
export default function planExecutor(
  options: { environment: string; out?: string; approval?: boolean; json?: string; markdown?: string },
  { root, projectGraph, nxJsonConfiguration }: ExecutorContext,
): Promise<{ success: boolean }> {
  const nx = { projectGraph, nxJson: nxJsonConfiguration, workspaceRoot: root };
  const tagsOf = (services: string[]) => inputTags(nx, services);
  return runAsExecutor((run) => plan({ ...run, ...options, workspaceRoot: root, tagsOf }));
}
