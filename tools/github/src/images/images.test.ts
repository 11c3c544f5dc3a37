import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { createNxWorkspace, nxAlone } from '@prod-e/delivery/nx-workspace';
import { describeWithDockerRegistry, startDockerRegistry } from '@prod-e/testing/docker-registry';
import { startFaultyProxy } from '@prod-e/testing/faulty-proxy';
import { attested, fakeGh, type Answer } from '../../test/fake-gh.ts';
import { pushManifest } from '../../test/push-manifest.ts';
import { predicates } from '../verify/attestation.ts';

describeWithDockerRegistry('the images that a pipeline must build', () => {
  let registry: Awaited<ReturnType<typeof startDockerRegistry>>;
  let proxy: Awaited<ReturnType<typeof startFaultyProxy>>;
  let workspace: ReturnType<typeof createNxWorkspace>;
  let gh: ReturnType<typeof fakeGh> | undefined;
  beforeAll(async () => {
    registry = await startDockerRegistry();
    proxy = await startFaultyProxy(registry.host);
  });
  beforeEach(() => {
    proxy.heal();
    workspace = createNxWorkspace(['api', 'web']);
    const kept = { kind: 'oci', host: proxy.host, insecure: true };
    environment('dev', { platform: 'local', registry: kept });
    workspace.write('apps/web/main.txt', 'two');
  });
  afterEach(() => {
    workspace.remove();
    gh?.remove();
    gh = undefined;
  });
  afterAll(async () => {
    await proxy.stop();
    await registry.stop();
  });

  const environment = (name: string, fields: object) =>
    workspace.write(
      `infra/src/environments/${name}.ts`,
      `export default ${JSON.stringify({ name, ...fields })};`,
    );
  const outputs = () => {
    const file = join(workspace.folder, '.nx/outputs');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const run = (options: { environment?: string; base?: string } = {}) => {
    const { environment: name = 'dev', base = workspace.base } = options;
    const args = [join(__dirname, '../cli.ts'), 'images', `--environment=${name}`, `--base=${base}`];
    return promisify(execFile)(process.execPath, args, {
      cwd: workspace.folder,
      env: {
        ...{ ...process.env, ...nxAlone },
        ...{ GITHUB_REPOSITORY: 'team/shop', GITHUB_OUTPUT: join(workspace.folder, '.nx/outputs') },
        PATH: [gh?.folder, process.env['PATH']].join(delimiter),
      },
    });
  };
  /** Has the registry keep what it was asked for, and gh attest of it what is told. */
  async function push(...types: string[]) {
    const [, tag = ''] = /prod-e\/web\/manifests\/(\S+)/.exec(proxy.requests.at(-1)?.url ?? '') ?? [];
    const digest = await pushManifest(registry.host, 'prod-e/web', tag);
    const answers = Object.values(predicates).map((type): [string, Answer] => [
      type,
      types.includes(type) ? { printed: attested(type, digest) } : { code: 1, errors: 'no attestations' },
    ]);
    gh = fakeGh(Object.fromEntries(answers));
  }

  it('are those of affected services, first where the registry lacks them, then until they are attested', async () => {
    expect(await run()).toEqual({ stdout: '["web"]\n', stderr: `web: not in ${proxy.host}\n` });
    expect(outputs()).toBe('services=["web"]\n');
    await push(predicates.provenance);
    expect(await run()).toEqual({ stdout: '["web"]\n', stderr: 'web: SBOM: no attestations\n' });
    gh?.remove();
    await push(...Object.values(predicates));
    expect(await run()).toEqual({ stdout: '[]\n', stderr: '' });
    expect(outputs()).toMatch(/services=\[\]\n$/);
  });

  it('are none where nothing is affected, and the registry is not asked', async () => {
    workspace.write('apps/web/main.txt', 'one');
    expect((await run()).stdout).toBe('[]\n');
    expect(proxy.requests).toEqual([]);
  });

  it('are not known where placeholders stand in the environment', async () => {
    environment('new', {
      ...{ platform: 'aws', account: '000000000000', region: 'eu-central-1' },
      network: { cidr: '10.10.0.0/16', zones: 2, egress: 'nat' },
    });
    await expect(run({ environment: 'new' })).rejects.toMatchObject({ code: 2, stdout: '' });
    expect(outputs()).toBe('');
  });
});
