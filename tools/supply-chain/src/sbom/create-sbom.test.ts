import { join } from 'node:path';
import { readLock } from '@prod-e/base-image';
import { describeWithEngine, docker, importServerImage } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { build } from 'esbuild';
import { invalid } from '../../test/validate.ts';
import { createSbom, type SbomOptions } from './create-sbom.ts';
import { withFilesOf } from './engine.ts';

const workspaceRoot = join(__dirname, '../../../..');
const architecture = process.arch === 'x64' ? 'amd64' : 'arm64';

let scratch: Scratch;
beforeAll(() => {
  scratch = scratchFolder();
});
afterAll(() => {
  scratch.remove();
});

/** The metafile of a bundle with npm packages that the workspace has installed. */
async function koaMetafile(): Promise<string> {
  const { metafile } = await build({
    stdin: { contents: 'import Koa from "koa"; new Koa().listen();', resolveDir: workspaceRoot },
    absWorkingDir: workspaceRoot,
    bundle: true,
    platform: 'node',
    outfile: join(scratch.folder, 'main.cjs'),
    metafile: true,
    write: false,
  });
  return scratch.write('meta.json', metafile);
}

interface Document {
  components: { name: string; version: string; purl?: string; hashes?: { content: string }[] }[];
}

const subject = { service: 'backend', version: '0.1.0', inputTag: 'in-1', workspaceRoot };
const document = async (options: Pick<SbomOptions, 'base' | 'metafile'>) => {
  const text = await createSbom({ ...subject, ...options });
  return { text, components: (JSON.parse(text) as Document).components };
};

describeWithEngine('createSbom', () => {
  it('names all that is in the image of a Node service', async () => {
    const { text, components } = await document({ base: 'node', metafile: await koaMetafile() });
    expect(await invalid(text)).toBeNull();
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['debian', 'libc6', 'koa', 'node']));
    // Installed in the workspace, and in no bundle.
    expect(names).not.toContain('jest');
  });

  it('names the packages of Prometheus as they are locked, and nothing of npm', async () => {
    const { text, components } = await document({ base: 'prometheus' });
    expect(await invalid(text)).toBeNull();
    const held = components.filter(({ name }) => name !== 'debian');
    expect(Object.fromEntries(held.map((each) => [each.name, each.version]))).toEqual(
      Object.fromEntries(
        Object.entries(readLock().prometheus[architecture]).map(([name, { version }]) => [name, version]),
      ),
    );
    expect(held.every(({ purl }) => purl?.startsWith('pkg:deb/debian/'))).toBe(true);
  });

  it('has the same bytes each time', async () => {
    const metafile = await koaMetafile();
    const [first, second] = [
      await document({ base: 'node', metafile }),
      await document({ base: 'node', metafile }),
    ];
    expect(second.text).toBe(first.text);
  });

  it('refuses a workspace in which another Node is locked than the base is made with', async () => {
    const name = `node-linux-${process.arch}`;
    const workspace = scratchFolder();
    workspace.write('package-lock.json', { packages: { [`node_modules/${name}`]: { version: '1.0.0' } } });
    workspace.write(`node_modules/${name}/package.json`, { name, version: '1.0.0' });
    await expect(createSbom({ ...subject, base: 'node', workspaceRoot: workspace.folder })).rejects.toThrow(
      /^the base has Node 24\.\S+, locked is 1\.0\.0$/,
    );
    workspace.remove();
  });
});

describeWithEngine('withFilesOf', () => {
  const reference = `prod-e-sbom-test:${process.pid}`;
  beforeAll(() => {
    importServerImage(reference);
  });
  afterAll(() => {
    docker('rmi', '--force', reference);
  });

  it('leaves no container behind when the image lacks a file', async () => {
    await expect(withFilesOf(reference, ['/none'], undefined, () => true)).rejects.toThrow(
      'docker cp failed',
    );
    expect(docker('ps', '--all', '--quiet', '--filter', `ancestor=${reference}`)).toBe('');
  });

  it('says what the engine says of an image that is not there', async () => {
    await expect(withFilesOf('prod-e/none@x', [], undefined, () => true)).rejects.toThrow(
      'docker create failed',
    );
  });

  it('stops when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(withFilesOf(reference, ['/none'], stopped, () => true)).rejects.toThrow('stopped');
  });
});
