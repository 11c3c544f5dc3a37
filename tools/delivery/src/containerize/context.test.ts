import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contents, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { nxContext } from '../../test/nx-context.ts';
import { buildContext, folderContext } from './context.ts';

describe('what an image is built from', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
  });
  afterEach(() => {
    workspace.remove();
  });

  /** A target that writes a file into the folder that its option names. */
  const build = (command: string) =>
    nxContext(workspace.folder, 'web', {
      build: { executor: 'nx:run-commands', options: { command, outputPath: 'apps/web/dist/bundle' } },
    });
  const writes = `node -e "
    const folder = process.argv[1].replace('--outputPath=', '');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(folder + '/main.cjs', 'bundle');
  " --`.replaceAll('\n', ' ');

  it('is a folder, with the modes of any checkout, without what is made from it, and gone afterwards', async () => {
    workspace.write('apps/web/rules/a.yml', 'a');
    workspace.write('apps/web/dist/bundle.js', 'b');
    chmodSync(workspace.write('apps/web/run.sh', '#!/bin/sh'), 0o700);
    chmodSync(join(workspace.folder, 'apps/web/rules/a.yml'), 0o600);
    chmodSync(join(workspace.folder, 'apps/web/rules'), 0o700);
    let seen = '';
    await folderContext(join(workspace.folder, 'apps/web'))(({ folder }) => {
      seen = folder;
      expect(contents(folder)).toEqual({ 'rules/a.yml': 'a', 'run.sh': '#!/bin/sh' });
      const mode = (file: string) => (statSync(join(folder, file)).mode & 0o777).toString(8);
      expect(['rules', 'rules/a.yml', 'run.sh'].map(mode)).toEqual(['755', '644', '755']);
      return Promise.resolve();
    });
    expect(existsSync(seen)).toBe(false);
  });

  it('is the output of the build target, made for this image alone and gone afterwards', async () => {
    const seen = await buildContext(
      'build',
      build(writes),
    )(({ folder }) => Promise.resolve([folder, contents(folder)]));
    expect(seen).toEqual([join(workspace.folder, '.prod-e/images/web/context'), { 'main.cjs': 'bundle' }]);
    expect(contents(workspace.folder)).toEqual({});
  });

  it('comes with what the bundler says went into it, which it is asked for', async () => {
    const bundler = writes
      .replace(
        "'bundle');",
        "'bundle'); if (process.argv.join().includes('--metafile=true')) fs.writeFileSync(folder + '/meta.json', '{}');",
      )
      .replace('process.argv[1]', "process.argv.find((arg) => arg.startsWith('--outputPath='))");
    const seen = await buildContext('build', build(bundler))(({ metafile }) => Promise.resolve(metafile));
    expect(seen).toBe(join(workspace.folder, '.prod-e/images/web/context/meta.json'));
  });

  it('is nothing when the build fails', async () => {
    const use = jest.fn();
    await expect(buildContext('build', build('exit 1'))(use)).rejects.toMatchObject({
      message: 'the build of web failed',
      next: 'npx nx run web:build',
    });
    expect(use).not.toHaveBeenCalled();
  });

  it('is gone even where its use fails', async () => {
    const failed = buildContext('build', build(writes))(() => Promise.reject(new Error('no space')));
    await expect(failed).rejects.toThrow('no space');
    expect(contents(workspace.folder)).toEqual({});
  });
});
