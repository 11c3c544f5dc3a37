import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { registryOf } from '@prod-e/registry/registry-of';
import { requestedEnvironment } from '../workspace/requested-environment.ts';
import { containerize, type WithContext } from './containerize.ts';
import type { Image } from './image.ts';
import { sbomKeeper } from './sbom.ts';

export interface ContainerizeExecutorOptions {
  base: 'node' | 'prometheus';
  /** Target whose output the image is built from; without one, it is the service's folder. */
  buildTarget?: string;
}

export interface ContainerizeServiceOptions extends ContainerizeExecutorOptions {
  /** Nx's hash of the service's containerize task. */
  inputHash: string;
  log: (line: string) => void;
}

/** Makes sure that a service's image is in the registry of the environment that the command is for. */
export async function containerizeService(
  { base, buildTarget, inputHash, log }: ContainerizeServiceOptions,
  nx: ExecutorContext,
): Promise<Image> {
  const { root: workspaceRoot, projectName: service = '' } = nx;
  const root = nx.projectsConfigurations.projects[service]?.root ?? '';
  const registry = await registryOf((await requestedEnvironment(workspaceRoot)).registry);
  return containerize({
    ...{ workspaceRoot, service, root, base, inputHash, registry, log },
    withContext: contextOf(buildTarget, join(workspaceRoot, root), nx),
    version: versionOf(workspaceRoot),
    sbom: sbomKeeper(workspaceRoot, registry, log),
  });
}

/** Loaded only where there is something to build: Nx's own executor runner is a good part of this one's start. */
const contextOf =
  (buildTarget: string | undefined, root: string, nx: ExecutorContext): WithContext =>
  async (use) => {
    const { buildContext, folderContext } = await import('./context.ts');
    return buildTarget === undefined ? folderContext(root)(use) : buildContext(buildTarget, nx)(use);
  };

/** All services share the workspace's version. */
function versionOf(workspaceRoot: string): string {
  const { version } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
