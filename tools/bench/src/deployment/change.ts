import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker, run, type Workspace } from '@prod-e/e2e';
import { median } from '../median.ts';
import { time, type Ratio } from './ratio.ts';

const rounds = 3;

/** A line of the backend until the new version answers, beside what that cannot do without, each run by itself. */
export async function measureChange(workspace: Workspace): Promise<Ratio[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const text = `round ${round}`;
    workspace.edit('apps/backend/src/about.ts', (source) =>
      source.replace(/description: '[^']*'/, `description: '${text}'`),
    );
    ours.push(await untilLive(workspace, text));
    bare.push(await partsOf(workspace));
  }
  return [
    {
      what: 'a line of the backend until it is live',
      ours: median(ours),
      yardstick: 'esbuild + docker build + terraform apply + start to ready',
      bare: median(bare),
      wanted: 1.3,
      because: 'Nx’s own start, and a process for containerize (which loads @nx/esbuild) and for deploy',
    },
  ];
}

/** From the start of the command; the smoke tests that follow prove what is live already. */
function untilLive(workspace: Workspace, text: string): Promise<number> {
  const deployment = workspace.deploy();
  return time(async () => {
    const url = workspace.url('backend');
    while (!(await (await fetch(url).catch(() => undefined))?.text())?.includes(text)) await sleep(20);
  }).finally(() => deployment);
}

async function partsOf({ root, environment }: Workspace): Promise<number> {
  const scratch = join(root, '.prod-e/parts');
  mkdirSync(scratch, { recursive: true });
  const options = { cwd: root, env: { ...process.env, PROD_E_ROOT: root } };
  const resource = `prod-e-${environment}-backend`;
  const bin = (name: string) => join(root, 'node_modules/.bin', name);

  const bundle = await time(() =>
    run(
      bin('esbuild'),
      [
        'apps/backend/src/main.ts',
        '--bundle',
        '--platform=node',
        '--sourcemap',
        `--outfile=${scratch}/main.cjs`,
      ],
      options,
    ),
  );
  const base = docker('image', 'ls', 'prod-e/base-node', '--format', '{{.Repository}}:{{.Tag}}').split(
    '\n',
  )[0];
  const file = ['--file', 'apps/backend/Dockerfile', '--build-arg', `BASE=${base}`];
  const image = await time(() =>
    // A tag of the round's own: an argument that the last layers depend on, as they do in a deployment.
    run('docker', ['build', ...file, '--build-arg', `PROD_E_INPUT_TAG=${Date.now()}`, scratch], options),
  );
  const stack = { ...options, cwd: join(root, '.prod-e', environment, 'stacks/backend') };
  const replace = ['apply', '-auto-approve', '-input=false', '-replace=terraform_data.container'];
  const apply = await time(() => run('terraform', replace, stack));
  // Before it is ready it does not yet listen to the signal that stops it.
  await untilReady(resource);
  docker('stop', resource);
  const start = await time(async () => {
    docker('start', resource);
    await untilReady(resource);
  });
  return bundle + image + apply + start;
}

async function untilReady(resource: string): Promise<void> {
  const url = `http://127.0.0.1:${docker('port', resource).split(':').at(-1) ?? ''}/readyz`;
  while ((await fetch(url).catch(() => undefined))?.status !== 200) await sleep(20);
}
