import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorkspace, freePort, type Running, type Workspace } from '../src/index.ts';

let workspace: Workspace;
let serve: Running;
let url: string;

const describeItself = async (): Promise<string> => {
  const answer = await fetch(url).catch(() => undefined);
  return answer ? ((await answer.json()) as { description: string }).description : '';
};

const until = async (text: string) => {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if ((await describeItself()).includes(text)) return true;
    await sleep(100);
  }
  return false;
};

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  workspace = createWorkspace('e2e-serve', { backend: port, prometheus: port + 1 });
  workspace.edit('apps/backend/.env', () => `PORT=${port}\n`);
  serve = workspace.startNx('serve', 'backend');
});

afterAll(async () => {
  serve.signal('SIGTERM');
  await serve.ended;
  await workspace.dispose();
});

describe('nx serve backend', () => {
  it('serves without an engine, and again after each change', async () => {
    expect(await until('replace it by yours')).toBe(true);
    workspace.edit('apps/backend/src/about.ts', (text) =>
      text.replace('replace it by yours', 'make it yours'),
    );
    expect(await until('make it yours')).toBe(true);
    workspace.edit('libs/health/src/index.ts', (text) => `${text}\n// Watched, too.\n`);
    await serve.until(/Restarting[\s\S]*Restarting/);
    expect(await until('make it yours')).toBe(true);
    expect(workspace.calls().filter((call) => call.startsWith('docker'))).toEqual([]);
  });
});

describe('nx graph', () => {
  it('connects services, libraries, infra and tools', async () => {
    expect((await workspace.nx('graph', '--file=graph.json')).code).toBe(0);
    const { graph } = JSON.parse(readFileSync(join(workspace.root, 'graph.json'), 'utf8')) as {
      graph: { dependencies: Record<string, { target: string }[]> };
    };
    const dependsOn = (project: string) => (graph.dependencies[project] ?? []).map(({ target }) => target);
    expect(dependsOn('infra')).toEqual(expect.arrayContaining(['backend', 'prometheus', 'environment']));
    expect(dependsOn('backend')).toEqual(expect.arrayContaining(['service']));
    expect(dependsOn('prometheus')).toEqual(expect.arrayContaining(['backend']));
    expect(dependsOn('delivery')).toEqual(expect.arrayContaining(['base-image', 'environment']));
  });
});
