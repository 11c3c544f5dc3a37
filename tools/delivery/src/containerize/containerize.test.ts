import { label } from '@prod-e/environment';
import { describeWithEngine, docker, removeLabelled } from '@prod-e/testing/engine';
import { contents, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { join } from 'node:path';
import {
  describeWithDockerRegistry,
  startDockerRegistry,
  type DockerRegistry,
} from '@prod-e/testing/docker-registry';
import { digest } from '../../test/stacks.ts';
import { containerize, type ContainerizeOptions } from './containerize.ts';
import { folderContext } from './context.ts';
import { readImage } from './read-image.ts';
import { engineStore, ociRegistry, type Registry } from '@prod-e/registry';
import type { BuiltSubject, SbomKeeper } from './sbom.ts';

let workspace: Scratch;
let log: string[] = [];
let builds = 0;
beforeEach(() => {
  workspace = scratchFolder();
  log = [];
  builds = 0;
  subjects = [];
});
afterEach(() => {
  workspace.remove();
});

// A service of this test's own: images are shared by all of the engine.
const service = `web-${process.pid}`;
const repository = `prod-e/${service}`;

/** The images that a bill of materials was made for; that of a real one is looked at in tools/e2e. */
let subjects: BuiltSubject[] = [];
const keeper: SbomKeeper = {
  fileOf: () => Promise.resolve(undefined),
  make: (subject) => {
    subjects.push(subject);
    return Promise.resolve();
  },
};

const options = (registry: Registry, inputHash = '1'): ContainerizeOptions => ({
  workspaceRoot: workspace.folder,
  service,
  root: 'apps/web',
  withContext: (use) => {
    builds += 1;
    return folderContext(join(workspace.folder, 'apps/web'))(use);
  },
  base: 'node',
  inputHash,
  version: '1.2.3',
  registry,
  sbom: keeper,
  log: (line) => log.push(line),
});

/** A registry that is asked, and told nothing. */
const registryThatHas = (tag: string, known: string): Registry => ({
  ...engineStore(),
  find: (images) =>
    Promise.resolve(
      new Map(images.filter((each) => each.tag === tag).map((each) => [`${each.repository}:${tag}`, known])),
    ),
});

describe('an image that the registry has', () => {
  it('is recorded, and not built', async () => {
    const image = await containerize(options(registryThatHas('in-1', digest('a'))));
    expect(image).toEqual({
      ...{ service, repository, tag: 'in-1', digest: digest('a'), reference: digest('a'), built: false },
      milliseconds: expect.any(Number),
    });
    expect(readImage(workspace.folder, service)).toEqual(image);
    expect(log).toEqual([`${repository}:in-1 is there, nothing to build`]);
    expect(builds).toBe(0);
    // No lock is taken, and nothing else is left.
    expect(Object.keys(contents(workspace.folder))).toEqual([`dist/images/${service}.json`]);
  });
});

describeWithEngine('an image that the registry lacks', () => {
  const dockerfile = `ARG BASE
FROM $BASE
ARG PROD_E_VERSION
ARG PROD_E_COMMIT
ARG PROD_E_INPUT_TAG
ENV TOLD="$PROD_E_VERSION $PROD_E_COMMIT $PROD_E_INPUT_TAG"
COPY greeting.txt /greeting.txt
`;
  beforeEach(() => {
    workspace.write('apps/web/Dockerfile', dockerfile);
    workspace.write('apps/web/greeting.txt', 'hello');
  });
  afterEach(() => {
    removeLabelled(`${label.service}=${service}`);
  });

  it('is built on the base, told what it is, and labelled so', async () => {
    const image = await containerize(options(engineStore()));
    expect(image).toMatchObject({ tag: 'in-1', digest: expect.stringMatching(/^sha256:/), built: true });
    expect(image.reference).toBe(image.digest);
    expect(subjects).toMatchObject([
      { service, tag: 'in-1', digest: image.digest, base: 'node', version: '1.2.3' },
    ]);
    const [{ Id, Config }] = JSON.parse(docker('image', 'inspect', `${repository}:in-1`));
    expect(Id).toBe(image.digest);
    expect(Config.Env).toContain('TOLD=1.2.3 unknown in-1');
    expect(Config.Labels).toMatchObject({
      'prod-e.service': service,
      'prod-e.input-tag': 'in-1',
      'org.opencontainers.image.title': service,
      'org.opencontainers.image.version': '1.2.3',
      'org.opencontainers.image.revision': 'unknown',
      'org.opencontainers.image.base.name': expect.stringMatching(/^prod-e\/base-node:in-/),
      'org.opencontainers.image.base.digest': expect.stringMatching(/^sha256:/),
    });
    const print = `console.log(require('fs').readFileSync('/greeting.txt', 'utf8'))`;
    expect(docker('run', '--rm', '--network=none', image.digest, 'node', '-e', print)).toBe('hello');

    await containerize(options(engineStore()));
    expect(log.at(-1)).toBe(`${repository}:in-1 is there, nothing to build`);
    expect(builds).toBe(1);
  });

  it('is built once where two want it at once', async () => {
    const [first, second] = await Promise.all([
      containerize(options(engineStore(), '2')),
      containerize(options(engineStore(), '2')),
    ]);
    expect(first.digest).toBe(second.digest);
    expect([first.built, second.built].sort()).toEqual([false, true]);
    expect(builds).toBe(1);
  });

  it('is not recorded when its build fails, and its lock is given back', async () => {
    workspace.write('apps/web/Dockerfile', `${dockerfile}COPY no-such-file /\n`);
    const failed = containerize(options(engineStore(), '3'));
    await expect(failed).rejects.toThrow(/^docker build failed: .*no-such-file/s);
    expect(Object.keys(contents(workspace.folder))).not.toContain(`dist/images/${service}.json`);
    workspace.write('apps/web/Dockerfile', dockerfile);
    await containerize(options(engineStore(), '3'));
    expect(builds).toBe(2);
  });
});

describeWithEngine('an image in a registry', () => {
  describeWithDockerRegistry('that speaks OCI', () => {
    let server: DockerRegistry;
    let registry: Registry;
    beforeAll(async () => {
      server = await startDockerRegistry();
      registry = ociRegistry({ host: server.host, insecure: true });
    });
    afterEach(() => {
      removeLabelled(`${label.service}=${service}`);
    });
    afterAll(() => server.stop());

    it('is pushed when it was built, and started from there by its digest', async () => {
      workspace.write('apps/web/Dockerfile', 'ARG BASE\nFROM $BASE\nCOPY greeting.txt /\n');
      workspace.write('apps/web/greeting.txt', 'hello');
      const image = await containerize(options(registry));
      expect(image.reference).toBe(`${server.host}/${repository}@${image.digest}`);
      removeLabelled(`${label.service}=${service}`);
      // A machine that has never seen it: nothing is built, and it is there.
      expect(await containerize(options(registry))).toMatchObject({ digest: image.digest, built: false });
      expect(builds).toBe(1);
      const print = `console.log(require('fs').readFileSync('/greeting.txt', 'utf8'))`;
      expect(docker('run', '--rm', '--network=none', image.reference, 'node', '-e', print)).toBe('hello');
    });

    it('that went missing there is built again, whatever the record of an earlier run says', async () => {
      workspace.write('apps/web/Dockerfile', 'ARG BASE\nFROM $BASE\n');
      const empty = await startDockerRegistry();
      try {
        await containerize(options(registry, '7'));
        const moved = ociRegistry({ host: empty.host, insecure: true });
        expect(await containerize(options(moved, '7'))).toMatchObject({ built: true });
        expect((await moved.find([{ repository, tag: 'in-7' }])).size).toBe(1);
      } finally {
        await empty.stop();
      }
    });
  });
});
