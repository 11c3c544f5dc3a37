import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker, type Workspace } from '@prod-e/e2e';
import { mustRun } from '../must.ts';
import { bases, type Service } from './image.ts';

export const services = Object.keys(bases) as Service[];

/** Name of a service's container. */
export const resourceOf = ({ environment }: Workspace, service: string): string =>
  `prod-e-${environment}-${service}`;

/** Applies a stack by Terraform itself, where the last deployment left it. */
export async function applyStack(
  { root, environment }: Workspace,
  stack: string,
  { init = false } = {},
): Promise<void> {
  const cwd = join(root, '.prod-e', environment, 'stacks', stack);
  const options = { cwd, env: { ...process.env, PROD_E_ROOT: root } };
  if (init) await mustRun('terraform', ['init', '-input=false'], options);
  const replace = stack === 'foundation' ? [] : ['-replace=terraform_data.container'];
  await mustRun('terraform', ['apply', '-auto-approve', '-input=false', ...replace], options);
}

export async function untilReady(workspace: Workspace, service: Service): Promise<void> {
  const path = service === 'backend' ? '/readyz' : '/-/ready';
  while ((await fetch(workspace.url(service) + path).catch(() => undefined))?.status !== 200) await sleep(20);
}

/** Runs the smoke test of every service, as a deployment does after its last change. */
export async function smokeTests(workspace: Workspace): Promise<void> {
  const since = new Date().toISOString();
  await Promise.all(
    services.map((service) =>
      mustRun(process.execPath, [join(workspace.root, `apps/${service}/smoke.ts`)], {
        cwd: workspace.root,
        env: {
          ...process.env,
          ...compileCache(workspace.root),
          SMOKE_URL: workspace.url(service),
          SMOKE_INPUT_TAG: labelOf(workspace, service, 'prod-e.input-tag'),
          SMOKE_SINCE: since,
          SMOKE_TIMEOUT_SECONDS: '60',
        },
      }),
    ),
  );
}

/** As a deployment has it; on a runner that keeps nothing, it is not there. */
const compileCache = (root: string): Record<string, string> =>
  existsSync(join(root, '.nx')) ? { NODE_COMPILE_CACHE: join(root, '.nx/compile-cache') } : {};

const labelOf = (workspace: Workspace, service: Service, label: string): string =>
  docker(
    ...['container', 'inspect', resourceOf(workspace, service)],
    ...['--format', `{{index .Config.Labels ${JSON.stringify(label)}}}`],
  );
