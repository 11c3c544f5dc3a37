import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDockerRegistry, type DockerRegistry } from '@prod-e/testing/docker-registry';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import { containerId, createWorkspace, freePorts, type Workspace } from '../../src/index.ts';

const environment = 'registry-faults';
const manifest = 'application/vnd.docker.distribution.manifest.v2+json';

describe('a deployment whose registry', () => {
  let server: DockerRegistry;
  let proxy: FaultyProxy;
  let workspace: Workspace;
  let version = 0;

  beforeAll(async () => {
    server = await startDockerRegistry();
    proxy = await startFaultyProxy(server.host);
    const registry = { kind: 'oci', host: proxy.host, insecure: true };
    workspace = createWorkspace(environment, await freePorts(), { registry });
    const { code, output } = await workspace.deploy();
    if (code !== 0) throw new Error(output);
    workspace.commit('as deployed');
  });
  beforeEach(() => {
    workspace.edit('apps/backend/src/about.ts', (text) =>
      text.replace(/description: '.*'/, `description: 'version ${++version}'`),
    );
  });
  afterEach(() => {
    proxy.heal();
  });
  afterAll(async () => {
    proxy.heal();
    await workspace.dispose();
    await proxy.stop();
    await server.stop();
  });

  const tagOf = () =>
    (JSON.parse(readFileSync(join(workspace.root, 'dist/images/backend.json'), 'utf8')) as { tag: string })
      .tag;
  /** Tags that the registry itself has a manifest under. */
  const tagsThere = async () => {
    const { tags } = (await (await fetch(`http://${server.host}/v2/prod-e/backend/tags/list`)).json()) as {
      tags: string[];
    };
    return tags;
  };
  const description = async () =>
    ((await (await fetch(workspace.url('backend'))).json()) as { description: string }).description;

  /** It fails in a sentence; what was live goes on as if nothing had been, and no image counts as there. */
  const expectRefusal = async (said: RegExp, deployment = workspace.deploy()) => {
    const id = containerId(environment, 'backend');
    const before = await tagsThere();
    const { code, output } = await deployment;
    expect(output).toMatch(said);
    expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
    expect(code).not.toBe(0);
    expect(await tagsThere()).toEqual(before);
    expect(containerId(environment, 'backend')).toBe(id);
    expect((await fetch(`${workspace.url('backend')}/readyz`)).status).toBe(200);
  };

  const expectDeployed = async ({ code, output }: { code: number | null; output: string }) => {
    expect(output).toMatch(/^backend +update \(image\) .* live$/m);
    expect(code).toBe(0);
    expect(await description()).toBe(`version ${version}`);
    const url = `http://${server.host}/v2/prod-e/backend/manifests/${tagOf()}`;
    expect((await fetch(url, { headers: { accept: manifest } })).status).toBe(200);
  };

  it('is down says so, leaves what is live, and is completed when it is up again', async () => {
    proxy.fail({ refuse: true });
    await expectRefusal(/the registry 127\.0\.0\.1:\d+ is not available: the connection failed/);
    proxy.heal();
    await expectDeployed(await workspace.deploy());
  });

  it('is slow takes longer, and completes', async () => {
    proxy.fail({ delayMilliseconds: 300 });
    await expectDeployed(await workspace.deploy());
  });

  it('answers 429 now and then completes', async () => {
    proxy.fail({ status: 429, headers: { 'retry-after': '0' }, times: 3 });
    await expectDeployed(await workspace.deploy());
    expect(proxy.requests.length).toBeGreaterThan(3);
  });

  it('answers 429 for ever says so, leaves what is live, and is completed later', async () => {
    proxy.fail({ status: 429, headers: { 'retry-after': '3600' } });
    await expectRefusal(/is not available: it answers 429 and asks to wait 3600 s/);
    proxy.heal();
    await expectDeployed(await workspace.deploy());
  });

  it('cuts a push off half-way once takes the rest by another try', async () => {
    proxy.fail({ method: 'PATCH', cutRequestAfter: 10_000, times: 1 });
    await expectDeployed(await workspace.deploy());
  });

  it('cuts every push off before its end says so, has no image, and is completed later', async () => {
    // What the engine sends of a layer it sends again by itself, for minutes.
    proxy.fail({ method: 'PUT', path: /manifests/, cutRequestAfter: 100 });
    await expectRefusal(/the registry 127\.0\.0\.1:\d+ did not take the image/);
    proxy.heal();
    await expectDeployed(await workspace.deploy());
  });

  it('is being pushed to when the command is killed is completed by the next', async () => {
    proxy.fail({ method: 'PATCH', delayMilliseconds: 3_600_000 });
    const deployment = workspace.startNx('run', `infra:deploy:${environment}`);
    while (proxy.count('PATCH') === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const before = await tagsThere();
    deployment.signal('SIGKILL');
    await deployment.ended;
    proxy.heal();
    expect(await tagsThere()).toEqual(before);
    await expectDeployed(await workspace.deploy());
  });
});
