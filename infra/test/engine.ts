import { label } from '@prod-e/environment';
import { docker } from '@prod-e/testing/engine';
import type { ContainerSpec } from '../src/platforms/local/spec.ts';

/** An environment of a test file's own: what it makes carries it as label, and is removed by it. */
export const testEnvironment = (name: string): { environment: string; labelled: string } => {
  const environment = `t${process.pid}-${name}`;
  return { environment, labelled: `${label.environment}=${environment}` };
};

/** What the engine says of a thing. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as deep and loose as the engine's own answer
export const inspect = (kind: 'container' | 'network' | 'volume', name: string): any => {
  const [found] = JSON.parse(docker(kind, 'inspect', name)) as unknown[];
  return found;
};

/** Whether the engine has a thing of exactly this name. */
export const exists = (kind: 'container' | 'network' | 'volume', name: string): boolean =>
  docker(
    kind,
    'ls',
    ...(kind === 'container' ? ['--all'] : []),
    '--format',
    kind === 'container' ? '{{.Names}}' : '{{.Name}}',
  )
    .split('\n')
    .includes(name);

/** A container of the test image, which serves its files at port 8080. */
export const containerSpec = (
  { environment, image, port }: { environment: string; image: string; port: number },
  more: Partial<ContainerSpec> = {},
): ContainerSpec => ({
  name: `prod-e-${environment}-web`,
  image,
  network: `prod-e-${environment}`,
  aliases: ['web', 'web.prod-e.internal'],
  publish: { address: '127.0.0.1', port, containerPort: 8080 },
  cpuShares: 128,
  memoryMiB: 96,
  environment: { GREETING: 'hello "you" $HOME' },
  secrets: [],
  labels: {
    [label.environment]: environment,
    [label.stack]: 'web',
    [label.service]: 'web',
    [label.stackHash]: 'one',
    [label.inputTag]: 'in-1',
  },
  ...more,
});

export const networkSpec = (environment: string, stackHash: string) => ({
  name: `prod-e-${environment}`,
  labels: {
    [label.environment]: environment,
    [label.stack]: 'foundation',
    [label.stackHash]: stackHash,
  },
});

/** The answer at a port of loopback, once there is one. */
export async function answer(port: number, path = '/'): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return await response.text();
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
