import { label } from '@prod-e/environment';
import { z } from 'zod';
import { engine, engineIfThere } from '../engine/engine.ts';
import type { LivePlatform, LiveStack } from './platform.ts';
import { sweep } from './local-sweep.ts';

const row = z.object({
  stack: z.string(),
  stackHash: z.string(),
  inputTag: z.string(),
  id: z.string(),
  state: z.string(),
  status: z.string(),
  ports: z.string(),
});

const inspected = z.object({ digest: z.string(), running: z.boolean(), restarts: z.int() });

/** The Docker engine of this machine: two calls tell all that is live, however many services there are. */
export const localPlatform: LivePlatform = {
  async read(environment) {
    const [containers, networks] = await Promise.all([
      readContainers(environment),
      readNetworks(environment),
    ]);
    return [...networks, ...containers];
  },

  async inspect(resource) {
    const format =
      '{"digest":{{json .Image}},"running":{{json .State.Running}},"restarts":{{json .RestartCount}}}';
    const found = await engineIfThere(['container', 'inspect', resource, '--format', format]);
    return found === undefined ? undefined : inspected.parse(JSON.parse(found));
  },

  async logs(resource, lines) {
    // What a service says as it fails comes by standard error.
    const printed: string[] = [];
    const onLine = (line: string) => printed.push(line);
    const found = await engineIfThere(['logs', '--tail', String(lines), resource], { onLine });
    return found === undefined ? '' : printed.join('\n');
  },

  sweep,
};

const ofEnvironment = (environment: string): string[] => [
  '--no-trunc',
  '--filter',
  `label=${label.environment}=${environment}`,
];

async function readNetworks(environment: string): Promise<LiveStack[]> {
  const format = `{{.Label "${label.stack}"}}\t{{.Label "${label.stackHash}"}}`;
  const listed = await engine(['network', 'ls', ...ofEnvironment(environment), '--format', format]);
  return lines(listed).map((line) => {
    const [name = '', stackHash = ''] = line.split('\t');
    return { name, stackHash, running: true };
  });
}

async function readContainers(environment: string): Promise<LiveStack[]> {
  const column = (name: string) => `{{json (.Label "${name}")}}`;
  const format =
    `{"stack":${column(label.stack)},"stackHash":${column(label.stackHash)},` +
    `"inputTag":${column(label.inputTag)},"id":{{json .ID}},"state":{{json .State}},` +
    `"status":{{json .Status}},"ports":{{json .Ports}}}`;
  const listed = await engine(['ps', '--all', ...ofEnvironment(environment), '--format', format]);
  const rows = lines(listed).map((line) => row.parse(JSON.parse(line)));
  const digests = await digestsOf(rows.map(({ id }) => id));
  return rows.map(({ stack, stackHash, inputTag, id, state, status, ports }) => ({
    name: stack,
    stackHash,
    inputTag,
    digest: digests.get(id) ?? '',
    ...publishedAt(ports),
    running: state === 'running' && !status.includes('unhealthy'),
  }));
}

/** `127.0.0.1:3000->3000/tcp` of a container that runs; of one that stopped, nothing. */
function publishedAt(ports: string): Pick<LiveStack, 'published'> {
  const published = /([\d.]+:\d+)->/.exec(ports)?.[1];
  return published === undefined ? {} : { published };
}

/** `ps` shows an image as it was called; only `inspect` tells its digest. */
async function digestsOf(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const listed = await engine(['container', 'inspect', ...ids, '--format', '{{.Id}} {{.Image}}']);
  return new Map(lines(listed).map((line) => line.split(' ') as [string, string]));
}

const lines = (text: string): string[] => text.split('\n').filter(Boolean);
