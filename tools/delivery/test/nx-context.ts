import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';

/** What Nx hands to an executor of a workspace with one project, `web` in `apps/web`. */
export function nxContext(
  root: string,
  name: string,
  targets: Record<string, TargetConfiguration> = {},
): ExecutorContext {
  const project = { root: 'apps/web', targets };
  return {
    root,
    cwd: root,
    isVerbose: false,
    projectName: name,
    projectsConfigurations: { version: 2, projects: { [name]: project } },
    nxJsonConfiguration: {},
    projectGraph: {
      nodes: { [name]: { name, type: 'app', data: project } },
      dependencies: { [name]: [] },
    },
  };
}
