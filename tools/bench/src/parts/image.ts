import { docker, type Workspace } from '@prod-e/e2e';
import { mustRun } from '../must.ts';
import { bundle } from './bundle.ts';

/** Services of the workspace that is measured, each with the name of its base image. */
export const bases = { backend: 'node', prometheus: 'prometheus' } as const;

export type Service = keyof typeof bases;

export interface ImageBuild {
  service: Service;
  /** What it is called: `host/repository:tag`. */
  reference: string;
  /** Use no layer of an earlier build. */
  noCache?: boolean;
}

/** Builds a service's image with nothing but its bundler and the engine. */
export async function buildImage(
  workspace: Workspace,
  { service, reference, noCache = false }: ImageBuild,
): Promise<void> {
  const context = service === 'backend' ? await bundle(workspace) : `apps/${service}`;
  const args = [
    'build',
    ...(noCache ? ['--no-cache'] : []),
    ...['--file', `apps/${service}/Dockerfile`],
    ...['--build-arg', `BASE=${baseImage(bases[service])}`],
    // Of this build alone: the last layers depend on it, as they do in a deployment.
    ...['--build-arg', `PROD_E_INPUT_TAG=${Date.now()}`],
    ...['--tag', reference],
    context,
  ];
  await mustRun('docker', args, { cwd: workspace.root, env: process.env });
}

export const pushImage = async (reference: string): Promise<void> => {
  await mustRun('docker', ['push', '--quiet', reference], { cwd: '/', env: process.env });
};

export const removeImage = async (reference: string): Promise<void> => {
  await mustRun('docker', ['image', 'rm', '--force', reference], { cwd: '/', env: process.env });
};

const baseImage = (base: string): string => {
  const format = ['--format', '{{.Repository}}:{{.Tag}}'];
  return docker('image', 'ls', `prod-e/base-${base}`, ...format).split('\n')[0] ?? '';
};
