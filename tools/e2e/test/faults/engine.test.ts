import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bringBase, containerize, createLab, folderContext, named, type Lab } from '@prod-e/delivery/lab';
import { engineStore } from '@prod-e/registry/engine';
import { docker } from '@prod-e/testing/engine';
import { eventually, historyOf, statusOf } from '../../src/faults/live.ts';
import { startOwnEngine, whyNoOwnEngine, type OwnEngine } from '../../src/faults/own-engine.ts';

const why = whyNoOwnEngine();
const describeWithOwnEngine = why === undefined || process.env['CI'] ? describe : describe.skip;

describeWithOwnEngine(`the Docker engine${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const web = named('web');
  const versionPath = '/version';
  let engine: OwnEngine;
  let lab: Lab;

  beforeAll(async () => {
    const base = await bringBase();
    engine = await startOwnEngine(1024);
    engine.load(base);
    process.env['DOCKER_HOST'] = engine.host;
    lab = createLab({ proof: { deadlineSeconds: 60 } });
    await lab.want({ [web]: 'good' }, { versionPath });
    expect(await lab.deploy()).toMatchObject({ result: true });
  });
  afterAll(async () => {
    lab.remove();
    delete process.env['DOCKER_HOST'];
    await engine.remove();
  });

  const answers = async () => (await statusOf(lab, web)) === 200;
  const restart = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await engine.stop(signal);
    await engine.start();
  };

  /** What was recorded is, the next plain deployment completes, and the one after it has nothing to do. */
  const expectNextToComplete = async (release: string, before: { id: string }[]) => {
    const next = await lab.deploy();
    expect(next).toMatchObject({ result: true, text: expect.not.stringContaining('error') });
    // Asked of itself: an engine whose disk was full lists what runs as if it did not.
    const said = await fetch(`http://127.0.0.1:${lab.port(web)}${versionPath}`);
    expect(await said.json()).toEqual({ inputTag: `in-${release}` });
    expect(await answers()).toBe(true);
    expect((await lab.deploy()).text.match(/ unchanged$/gm)).toHaveLength(2);
    expect((await historyOf(lab)).slice(-before.length)).toEqual(before);
  };

  it('that is started again while nothing is deployed brings the service back by itself', async () => {
    const before = await historyOf(lab);
    await restart('SIGTERM');
    await eventually('answered', answers);
    await expectNextToComplete('good', before);
  });

  it('that is started again while a new version is proven is waited for, and the deployment completes', async () => {
    const before = await historyOf(lab);
    await lab.want({ [web]: 'starts-slowly' }, { versionPath });
    const deployment = lab.start();
    await deployment.until(/proving …/);
    await restart('SIGTERM');
    const { code, output } = await deployment.ended;
    expect(output).toMatch(new RegExp(`^${web} +update \\(image\\) .* live$`, 'm'));
    expect(code).toBe(0);
    await expectNextToComplete('starts-slowly', before);
  });

  it('that is started again while Terraform applies fails it at most, and the next completes', async () => {
    const before = await historyOf(lab);
    await lab.want({ [web]: 'better' }, { versionPath, container: 'sleep 2' });
    const deployment = lab.start();
    await deployment.until(/applying …/);
    await eventually('removed', () => lab.live(web) === undefined);
    await restart('SIGTERM');
    const { code, output } = await deployment.ended;
    expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
    expect([0, 1]).toContain(code);
    await expectNextToComplete('better', before);
  });

  it('that crashes, and is away when the deployment ends, is told of in a sentence; the next completes', async () => {
    const before = await historyOf(lab);
    await lab.want({ [web]: 'starts-slowly' }, { versionPath });
    const deployment = lab.start();
    await deployment.until(/proving …/);
    await engine.stop('SIGKILL');
    const { code, output } = await deployment.ended;
    expect(output).toContain('error: no Docker engine is running\n  next:  run: npm run setup');
    expect(output).toMatch(new RegExp(`^${web} .* failed$`, 'm'));
    expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
    expect(code).toBe(1);
    const { result } = await lab.deploy();
    expect(result).toMatchObject({ message: 'no Docker engine is running', exit: 1 });
    await engine.start();
    await expectNextToComplete('starts-slowly', before);
    const outcomes = (await historyOf(lab)).map(({ outcome }) => outcome);
    expect(outcomes.slice(0, -before.length)).toEqual(['succeeded', 'succeeded', 'failed']);
  });

  describe('whose disk is full', () => {
    const service = named('large');
    const images: string[] = [];
    afterEach(() => {
      engine.freeDisk();
    });

    const build = () =>
      containerize({
        ...{ workspaceRoot: lab.folder, service, root: `apps/${service}`, base: 'node', inputHash: '1' },
        withContext: folderContext(join(lab.folder, `apps/${service}`)),
        version: '1.2.3',
        registry: engineStore(),
        sbom: { fileOf: () => Promise.resolve(undefined), make: () => Promise.resolve() },
        log: (line) => images.push(line),
      });

    it('fails the build in a sentence, leaves no image and no record, and builds when there is room', async () => {
      lab.write(`apps/${service}/Dockerfile`, 'ARG BASE\nFROM $BASE\nCOPY large /large\n');
      lab.write(`apps/${service}/large`, 'x'.repeat(64 * 2 ** 20));
      engine.fillDisk(16);
      await expect(build()).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringMatching(/^docker build failed: [^]*no space left on device/),
      });
      expect(existsSync(join(lab.folder, `dist/images/${service}.json`))).toBe(false);
      expect(docker('image', 'ls', '--quiet', `prod-e/${service}`)).toBe('');
      expect(await answers()).toBe(true);
      engine.freeDisk();
      expect(await build()).toMatchObject({ built: true });
    });

    it('fails a deployment or lets it through, leaves a service answering, and the next completes', async () => {
      const before = await historyOf(lab);
      await lab.want({ [web]: 'better' }, { versionPath });
      engine.fillDisk(0);
      const { code, output } = await lab.start().ended;
      expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
      expect([0, 1]).toContain(code);
      engine.freeDisk();
      await expectNextToComplete('better', before);
    });
  });
});
