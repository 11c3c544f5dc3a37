import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { describeWithEngine, docker, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { freePort } from '@prod-e/testing/fixtures';
import {
  answer,
  containerSpec,
  exists,
  inspect,
  networkSpec,
  testEnvironment,
} from '../../../../test/engine.ts';
import { putContainer, removeContainer, runArguments } from './container.ts';
import { putNetwork } from './network.ts';

const { environment, labelled } = testEnvironment('container');
const name = `prod-e-${environment}-web`;

describe('runArguments', () => {
  const args = runArguments(containerSpec({ environment, image: 'sha256:1', port: 8080 })).join(' ');

  it.each([
    '--read-only',
    '--cap-drop ALL',
    '--security-opt no-new-privileges',
    '--user 65532:65532',
    '--memory 96m --memory-swap 96m',
    '--pids-limit 256',
    '--tmpfs /tmp:rw,noexec,nosuid,nodev,size=16m',
    '--publish 127.0.0.1:8080:8080',
  ])('have %s', (flag) => {
    expect(args).toContain(flag);
  });

  it('end with the image: what follows would be a command', () => {
    expect(args).toMatch(/ sha256:1$/);
  });
});

describeWithEngine('the container', () => {
  let image = '';
  let port = 0;
  const spec = (more: Parameters<typeof containerSpec>[1] = {}) =>
    containerSpec({ environment, image, port }, more);

  beforeAll(async () => {
    image = importServerImage(`prod-e/test:${environment}`, { 'prod-e.environment': environment });
    await putNetwork(networkSpec(environment, 'one'));
  });
  beforeEach(async () => {
    port = await freePort();
  });
  afterEach(() => {
    if (exists('container', name)) docker('rm', '--force', name);
    if (exists('volume', name)) docker('volume', 'rm', name);
  });
  afterAll(() => {
    removeLabelled(labelled);
  });

  it('answers at its published port, on loopback only', async () => {
    await putContainer(spec());
    expect(await answer(port)).toContain('esbuild');
    expect(inspect('container', name).NetworkSettings.Ports).toEqual({
      '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }],
    });
  });

  it('runs with the least that it needs', async () => {
    await putContainer(spec());
    const { Config, HostConfig, NetworkSettings, Image } = inspect('container', name);
    expect(Image).toBe(image);
    expect(Config).toMatchObject({ User: '65532:65532', StopTimeout: 30, Labels: spec().labels });
    expect(Config.Env).toContain('GREETING=hello "you" $HOME');
    expect(HostConfig).toMatchObject({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      Memory: 96 * 1024 * 1024,
      PidsLimit: 256,
      CpuShares: 128,
      RestartPolicy: { Name: 'unless-stopped' },
    });
    expect(Object.keys(NetworkSettings.Networks as object)).toEqual([`prod-e-${environment}`]);
    expect(NetworkSettings.Networks[`prod-e-${environment}`].Aliases).toEqual(
      expect.arrayContaining(['web', 'web.prod-e.internal']),
    );
  });

  it('takes secrets from the environment of the deployment, by name', async () => {
    process.env['TEST_TOKEN'] = 'a canary';
    await putContainer(spec({ secrets: ['TEST_TOKEN'] }));
    expect(inspect('container', name).Config.Env).toContain('TEST_TOKEN=a canary');
    expect(runArguments(spec({ secrets: ['TEST_TOKEN'] })).join(' ')).not.toContain('a canary');
  });

  it('leaves the one before alone when a secret is missing', async () => {
    await putContainer(spec());
    await expect(putContainer(spec({ secrets: ['NOT_SET'] }))).rejects.toThrow(/needs NOT_SET/);
    expect(await answer(port)).toContain('esbuild');
  });

  it('takes the place of the one before, and of its port', async () => {
    await putContainer(spec());
    const before = inspect('container', name).Id;
    await putContainer(spec({ labels: { ...spec().labels, 'prod-e.stack-hash': 'two' } }));
    const after = inspect('container', name);
    expect(after.Id).not.toBe(before);
    expect(after.Config.Labels['prod-e.stack-hash']).toBe('two');
    expect(await answer(port)).toContain('esbuild');
  });

  it('keeps its data when it is replaced, and when it is removed', async () => {
    const withVolume = spec({ volume: { name, path: '/data' } });
    await putContainer(withVolume);
    docker('cp', __filename, `${name}:/data/kept.txt`);

    await putContainer(withVolume);
    expect(await answer(port, '/data/kept.txt')).toContain('keeps its data when it is replaced');

    await removeContainer({ name });
    expect(exists('container', name)).toBe(false);
    expect(exists('volume', name)).toBe(true);
  });

  it('labels its volume by environment and service, and by no release, which it outlives', async () => {
    await putContainer(spec({ volume: { name, path: '/data' } }));
    expect(inspect('volume', name).Labels).toEqual({
      'prod-e.environment': environment,
      'prod-e.service': 'web',
    });
  });

  it('is stopped gracefully before it goes', async () => {
    await putContainer(spec());
    await answer(port);
    const since = new Date().toISOString();
    await removeContainer({ name });
    const until = new Date().toISOString();
    const signals = docker(
      'events',
      ...['--since', since, '--until', until],
      ...['--filter', `container=${name}`, '--filter', 'event=kill'],
      ...['--format', '{{.Actor.Attributes.signal}}'],
    );
    expect(signals).toBe('15');
  });

  it('may be removed where there is none', async () => {
    await expect(removeContainer({ name })).resolves.toBeUndefined();
  });

  it('can be put once its port is free, after a run that failed half-way', async () => {
    const other: Server = createServer();
    await once(other.listen(port, '127.0.0.1'), 'listening');
    await expect(putContainer(spec())).rejects.toThrow(new RegExp(`^docker run: .*${port}`, 's'));
    other.close();
    await putContainer(spec());
    expect(await answer(port)).toContain('esbuild');
  });

  it('says what the engine said when the image is not there', async () => {
    const missing = `sha256:${'0'.repeat(64)}`;
    await expect(putContainer(spec({ image: missing }))).rejects.toThrow(
      /^docker run: .*(no such|unable to find) image/is,
    );
  });
});
