import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildImage, pushImage, removeImage } from '../parts/image.ts';
import { applyStack, services, untilReady } from '../parts/stack.ts';
import { time } from '../time.ts';
import { failedTasks } from './failed-tasks.ts';
import type { PipelineLab } from './lab.ts';
import type { Baseline } from './totals.ts';

const tests = 'nx run-many -t lint typecheck test --skip-nx-cache';

/** @param quick tests two small projects only */
export async function measureBaseline(lab: PipelineLab, quick: boolean): Promise<Baseline> {
  const { workspace, registry } = lab;
  const references = services.map((service) => ({
    service,
    reference: `${registry}/prod-e/${service}:ordinary`,
  }));
  const install = await installation(lab);
  let failed: string[] = [];
  await lab.checkOut();
  const test = await time(async () => {
    failed = failedTasks(await lab.tryStep(`${tests}${quick ? ' -p errors,config' : ''}`));
  });
  const build = await time(async () => {
    for (const image of references) await buildImage(workspace, { ...image, noCache: true });
  });
  const push = await time(() => Promise.all(references.map(({ reference }) => pushImage(reference))));
  const apply = await time(async () => {
    await applyStack(workspace, 'foundation', { init: true });
    await Promise.all(services.map((service) => applyStack(workspace, service, { init: true })));
    await Promise.all(services.map((service) => untilReady(workspace, service)));
  });
  for (const { reference } of references) await removeImage(reference);
  return { install, test, build, push, apply, failed };
}

/** `npm ci` of all that the lock names, in a folder of its own: the workspace goes on with what it has. */
async function installation({ workspace: { root }, step }: PipelineLab): Promise<number> {
  const folder = join(root, '.prod-e/install');
  for (const file of ['.npmrc', 'package.json', 'package-lock.json', ...manifests(root)]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  try {
    return await time(() => step('cd .prod-e/install && npm ci --prefer-offline --no-audit --no-fund'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const manifests = (root: string): string[] => [
  ...['apps', 'libs', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  ),
  'infra/package.json',
];
