import { setTimeout as sleep } from 'node:timers/promises';
import { label, parseEnvironment, type LocalEnvironment } from '@prod-e/environment';
import { describeWithEngine, docker, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { createNetwork, leftOf, runContainer, testEnvironment } from '../../../test/live.ts';
import { livePlatformOf } from '../index.ts';
import { localPlatform } from './platform.ts';

describeWithEngine('the local platform', () => {
  const { environment, labelled } = testEnvironment('live');
  const other = testEnvironment('other');
  // A service of this test's own: images are shared by all environments of the engine.
  const service = `web-${process.pid}`;
  const reference = (tag: string) => `prod-e/${service}:${tag}`;
  const name = `prod-e-${environment}-${service}`;
  const images = () =>
    docker('image', 'ls', '--filter', `label=${label.service}=${service}`, '--format', '{{.Tag}}');
  let image = '';

  const importImage = (tag: string) => importServerImage(reference(tag), { [label.service]: service });
  const removeImages = () => {
    removeLabelled(`${label.service}=${service}`);
  };

  beforeAll(() => {
    image = importImage('in-1');
  });
  afterEach(() => {
    removeLabelled(labelled);
  });
  afterAll(() => {
    removeLabelled(other.labelled);
    removeImages();
  });

  const run = (...more: string[]) => runContainer({ environment, service, image }, ...more);

  const lab = (name: string) => parseEnvironment({ platform: 'local', name }, 'lab.ts') as LocalEnvironment;
  const platform = localPlatform(lab(environment));
  const query = { services: [], known: new Map<string, string>() };
  const read = () => platform.read(query);

  it('is what runs an environment that says so', async () => {
    expect(Object.keys(await livePlatformOf(lab('lab')))).toEqual(Object.keys(platform));
  });

  it('reads what is live: networks and containers, with what they run', async () => {
    createNetwork(environment, 'network-hash');
    run();
    runContainer({ environment: other.environment, service, image });
    const live = await read();
    removeLabelled(other.labelled);
    expect(live).toEqual([
      {
        ...{ name: 'foundation', stackHash: 'network-hash', running: true },
        settings: { driver: 'bridge', internal: 'false' },
      },
      {
        ...{ name: service, stackHash: 'one', inputTag: 'in-1', digest: image, running: true },
        settings: expect.objectContaining({ memory: '0', user: '', 'read-only': 'false', restart: 'no' }),
      },
    ]);
  });

  it('tells what a container is set to, so that a change made by hand is seen', async () => {
    run('--memory', '64m', '--env', 'LOG_LEVEL=debug=1', '--cap-drop', 'ALL', '--publish', '127.0.0.1::8080');
    const [live] = await read();
    expect(live?.settings).toMatchObject({
      memory: String(64 * 1024 * 1024),
      'environment.LOG_LEVEL': 'debug=1',
      'capabilities-dropped': 'ALL',
      ports: expect.stringContaining('8080/tcp'),
    });
  });

  it('tells the same of a container that it does of one like it', async () => {
    run('--env', 'B=2', '--env', 'A=1');
    const [first] = await read();
    docker('rm', '--force', name);
    run('--env', 'B=2', '--env', 'A=1');
    docker('restart', name);
    expect((await read())[0]?.settings).toEqual(first?.settings);
  });

  it('reads nothing where nothing is live', async () => {
    expect(await read()).toEqual([]);
  });

  it('tells where a container is published, for as long as it runs', async () => {
    run('--publish', '127.0.0.1::8080');
    const published = docker('port', name, '8080');
    expect(await read()).toMatchObject([{ published }]);
    docker('stop', name);
    expect((await read())[0]).not.toHaveProperty('published');
  });

  it('sees that a container was stopped', async () => {
    run();
    docker('stop', name);
    expect(await read()).toMatchObject([{ name: service, running: false }]);
    expect(await platform.inspect(name)).toEqual({ digest: image, running: false, restarts: 0 });
  });

  it('sees that a container is unhealthy', async () => {
    run('--health-cmd', '/nowhere', '--health-interval', '100ms', '--health-retries', '1');
    const health = () => docker('inspect', name, '--format', '{{.State.Health.Status}}');
    while (health() !== 'unhealthy') await sleep(100);
    expect(await read()).toMatchObject([{ running: false }]);
  });

  it('tells the digest that a container runs, not what its image is called now', async () => {
    run();
    const renamed = importImage('in-1');
    expect(await read()).toMatchObject([{ digest: image }]);
    image = renamed;
  });

  it('inspects one container', async () => {
    run();
    expect(await platform.inspect(name)).toEqual({ digest: image, running: true, restarts: 0 });
    expect(await platform.inspect('prod-e-no-such')).toBeUndefined();
  });

  it('counts restarts', async () => {
    runContainer({ environment, service, image, args: ['--no-such-flag'] }, '--restart', 'on-failure:1');
    while (docker('inspect', name, '--format', '{{.RestartCount}}{{.State.Status}}') !== '1exited')
      await sleep(50);
    expect(await platform.inspect(name)).toEqual({ digest: image, running: false, restarts: 1 });
  });

  it('tells what a container said last, on whichever stream it said it', async () => {
    runContainer({ environment, service, image, args: ['--no-such-flag'] });
    docker('wait', name);
    expect(await platform.logs(name, 10)).toContain('Invalid build flag: "--no-such-flag"');
    expect(await platform.logs('prod-e-no-such', 10)).toBe('');
  });

  describe('swept', () => {
    beforeEach(() => {
      removeImages();
      image = importImage('in-1');
    });

    it('removes all that carries the environment’s label, and says what that was', async () => {
      createNetwork(environment);
      run('--network', `prod-e-${environment}`, '--volume', `${name}:/data`);
      docker('volume', 'create', '--label', labelled, `prod-e-${environment}-old`);
      expect(await platform.sweep([])).toEqual([
        `container ${name}`,
        `network prod-e-${environment}`,
        `volume prod-e-${environment}-old`,
        `image ${reference('in-1')}`,
      ]);
      expect(leftOf(labelled)).toEqual([]);
      docker('volume', 'rm', name);
    });

    it('removes the images of services that are known to have run, old ones too, named or not', async () => {
      importImage('in-2');
      importImage('in-2');
      expect(images().split('\n').sort()).toEqual(['<none>', 'in-1', 'in-2']);
      await platform.sweep([service, 'foundation']);
      expect(images()).toBe('');
    });

    it('leaves alone what another environment has, and all images of what it runs: it may return to them', async () => {
      runContainer({ environment: other.environment, service, image });
      importImage('in-2');
      expect(await platform.sweep([service])).toEqual([]);
      expect(images().split('\n').sort()).toEqual(['in-1', 'in-2']);
      expect(leftOf(other.labelled)).toEqual([`container prod-e-${other.environment}-${service}`]);
    });

    it('leaves images of services alone that the environment never ran', async () => {
      expect(await platform.sweep(['another'])).toEqual([]);
      expect(images()).toBe('in-1');
    });
  });
});
