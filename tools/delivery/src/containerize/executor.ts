import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, UserError } from '@prod-e/errors';
import type { ExecutorContext } from '@nx/devkit';
import { containerize } from './containerize.ts';
import { engineStore } from './registry.ts';

export interface ContainerizeExecutorOptions {
  context: string;
  base: 'node' | 'prometheus';
}

/** `nx run <service>:containerize` */
export default async function containerizeExecutor(
  { context, base }: ContainerizeExecutorOptions,
  { root: workspaceRoot, projectName = '', projectsConfigurations }: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    await containerize({
      workspaceRoot,
      service: projectName,
      root: projectsConfigurations.projects[projectName]?.root ?? '',
      context,
      base,
      inputHash: taskHash(),
      version: versionOf(workspaceRoot),
      registry: engineStore,
      log: (line) => {
        console.log(line);
      },
    });
    return { success: true };
  } catch (error) {
    console.error(describeError(error));
    return { success: false };
  }
}

function taskHash(): string {
  const hash = process.env['NX_TASK_HASH'];
  if (hash) return hash;
  throw new UserError('the input tag is not known: NX_TASK_HASH is not set', { next: 'run it through nx' });
}

/** All services share the workspace's version. */
function versionOf(workspaceRoot: string): string {
  const { version } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
