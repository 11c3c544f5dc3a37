import { setTimeout as sleep } from 'node:timers/promises';
import { docker, importServerImage } from '@prod-e/testing/engine';
import type { MiniStack } from '@prod-e/testing/ministack';

/** What every image of these tests carries, and so every container. */
export const label = 'prod-e.test=ecs';

export async function quickly(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(milliseconds, 100), undefined, { signal });
}

export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 50_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not become so');
    await sleep(100);
  }
}

export async function statusOf(ip = 'no address'): Promise<number> {
  return (await fetch(`http://${ip}:8080/`)).status;
}

export async function createRepository({ endpoint }: MiniStack): Promise<void> {
  await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.CreateRepository',
    },
    body: JSON.stringify({ repositoryName: 'ecs-test' }),
  });
}

/** Makes a web server's image, which ends at once when its argument is unknown to it, and pushes it. */
export function push({ host }: MiniStack, tag: string): string {
  const reference = `${host}/ecs-test:${tag}`;
  const [key = '', value = ''] = label.split('=');
  importServerImage(reference, { [key]: value, tag }, tag === 'ends-at-once' ? ['--ends-at-once'] : []);
  docker('push', reference);
  return docker('image', 'inspect', '--format', '{{index .RepoDigests 0}}', reference);
}
