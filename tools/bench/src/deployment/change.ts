import { setTimeout as sleep } from 'node:timers/promises';
import { docker, type Workspace } from '@prod-e/e2e';
import { median } from '../median.ts';
import { must } from '../must.ts';
import { buildImage, removeImage } from '../parts/image.ts';
import { applyStack, resourceOf, untilReady } from '../parts/stack.ts';
import { time } from '../time.ts';
import type { Ratio } from './ratio.ts';

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
async function untilLive(workspace: Workspace, text: string): Promise<number> {
  let isOver = false;
  const deployment = must('the deployment', workspace.deploy()).finally(() => {
    isOver = true;
  });
  const seconds = await time(async () => {
    while (!isOver && !(await answerOf(workspace.url('backend'))).includes(text)) await sleep(20);
  });
  await deployment;
  return seconds;
}

const answerOf = async (url: string): Promise<string> =>
  (await (await fetch(url).catch(() => undefined))?.text()) ?? '';

async function partsOf(workspace: Workspace): Promise<number> {
  const reference = 'prod-e-bench/backend:part';
  const image = await time(() => buildImage(workspace, { service: 'backend', reference }));
  const apply = await time(() => applyStack(workspace, 'backend'));
  // Before it is ready it does not yet listen to the signal that stops it.
  await untilReady(workspace, 'backend');
  docker('stop', resourceOf(workspace, 'backend'));
  const start = await time(async () => {
    docker('start', resourceOf(workspace, 'backend'));
    await untilReady(workspace, 'backend');
  });
  await removeImage(reference);
  return image + apply + start;
}
