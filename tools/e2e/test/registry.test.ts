import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ociRegistry } from '@prod-e/registry';
import { startDockerRegistry, type DockerRegistry } from '@prod-e/testing/docker-registry';
import { createWorkspace, docker, freePorts, liveDigest, type Workspace } from '../src/index.ts';

interface ImageRecord {
  repository: string;
  tag: string;
  digest: string;
  reference: string;
  built: boolean;
}

/** The images of an environment are kept in a registry that its configuration names. */
describe('an environment with a registry', () => {
  let server: DockerRegistry;
  let workspace: Workspace;
  beforeAll(async () => {
    server = await startDockerRegistry();
    const registry = { kind: 'oci', host: server.host, insecure: true };
    workspace = createWorkspace('registered', await freePorts(), { registry });
  });
  afterAll(async () => {
    await workspace.dispose();
    await server.stop();
  });

  const record = (service: string) =>
    JSON.parse(readFileSync(join(workspace.root, `dist/images/${service}.json`), 'utf8')) as ImageRecord;
  const builtOrPushed = () => workspace.calls().filter((call) => /^docker (build|push) /.test(call));
  const editBackend = (description: string) => {
    workspace.edit('apps/backend/src/about.ts', (text) =>
      text.replace(/description: '.*'/, `description: '${description}'`),
    );
  };

  it('runs what was pushed there, by its digest', async () => {
    const { code, output } = await workspace.deploy();
    expect([code, output]).toEqual([0, expect.stringContaining('live')]);
    for (const service of ['backend', 'prometheus']) {
      const { digest, reference, built } = record(service);
      expect(built).toBe(true);
      expect(reference).toBe(`${server.host}/prod-e/${service}@${digest}`);
      const id = docker('image', 'inspect', reference, '--format', '{{.Id}}');
      expect(liveDigest('registered', service)).toBe(id);
    }
  });

  it('has the bill of materials of each image beside it', async () => {
    const registry = ociRegistry({ host: server.host, insecure: true });
    const { repository, digest } = record('backend');
    const [sbom] = await registry.attachments(repository, digest, 'application/vnd.cyclonedx+json');
    const { bomFormat, components } = JSON.parse(String(sbom)) as {
      bomFormat: string;
      components: { name: string; purl?: string }[];
    };
    expect(bomFormat).toBe('CycloneDX');
    const purls = components.map(({ purl = '' }) => purl);
    expect(purls).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^pkg:npm\/koa@3/),
        expect.stringMatching(/^pkg:deb\/debian\/libc6@/),
      ]),
    );
    // What only tests and tools need is in no image.
    expect(purls.join()).not.toMatch(/pkg:npm\/(jest|nx|typescript)@/);
  });

  it('builds and pushes nothing that is there, also in a run that knows nothing of the one before', async () => {
    workspace.calls();
    const { code, output } = await workspace.deploy();
    expect([code, builtOrPushed()]).toEqual([0, []]);
    expect(output).toMatch(/2 of 2 images were there, 3 of 3 stacks were left alone: \d+\.\d s saved/);
    expect(record('backend').built).toBe(false);
  });

  it('pushes what changed, and nothing for a revert of it', async () => {
    const before = record('backend');
    editBackend('changed');
    workspace.calls();
    expect((await workspace.deploy()).code).toBe(0);
    expect(builtOrPushed()).toHaveLength(2);
    expect(record('backend').tag).not.toBe(before.tag);
    workspace.revert();
    expect((await workspace.deploy()).code).toBe(0);
    expect(builtOrPushed()).toEqual([]);
    expect(record('backend')).toMatchObject({ tag: before.tag, digest: before.digest });
  });

  it('builds again what went missing there: no replayed push leaves a deployment without its image (nrwl/nx-set-shas#68)', async () => {
    const { repository, tag, digest } = record('backend');
    const url = `http://${server.host}/v2/${repository}/manifests/`;
    expect((await fetch(url + digest, { method: 'DELETE' })).status).toBe(202);
    workspace.calls();
    expect((await workspace.deploy()).code).toBe(0);
    expect(builtOrPushed().some((call) => call.startsWith('docker push'))).toBe(true);
    const accept = 'application/vnd.docker.distribution.manifest.v2+json';
    expect((await fetch(url + tag, { headers: { accept } })).status).toBe(200);
  });

  it('is planned against the registry: what it lacks is yet to be built', async () => {
    editBackend('planned');
    const { output } = await workspace.nx('run', 'infra:plan:registered');
    expect(output).toMatch(/^backend +update +image \(to be built\)/m);
    workspace.revert();
  });
});
