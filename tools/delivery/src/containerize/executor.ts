import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, UserError } from '@prod-e/errors';
import type { ExecutorContext } from '@nx/devkit';
import { containerize, type WithContext } from './containerize.ts';
import { engineStore } from './registry.ts';

export interface ContainerizeExecutorOptions {
  base: 'node' | 'prometheus';
  /** Target whose output the image is built from; without one, it is the service's folder. */
  buildTarget?: string;
}

/** `nx run <service>:containerize` */
export default async function containerizeExecutor(
  { base, buildTarget }: ContainerizeExecutorOptions,
  nx: ExecutorContext,
): Promise<{ success: boolean }> {
  const { root: workspaceRoot, projectName: service = '' } = nx;
  const root = nx.projectsConfigurations.projects[service]?.root ?? '';
  try {
    await containerize({
      workspaceRoot,
      service,
      root,
      withContext: contextOf(buildTarget, join(workspaceRoot, root), nx),
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

/** Loaded only where there is something to build: Nx's own executor runner is a good part of this one's start. */
const contextOf =
  (buildTarget: string | undefined, root: string, nx: ExecutorContext): WithContext =>
  async (use) => {
    const { buildContext, folderContext } = await import('./context.ts');
    return buildTarget === undefined ? folderContext(root)(use) : buildContext(buildTarget, nx)(use);
  };

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
