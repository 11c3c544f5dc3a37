import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { build } from 'esbuild';
import { bundledPackages, readMetafile, type Metafile } from './bundle.ts';

let workspace: Scratch;
beforeEach(() => {
  workspace = scratchFolder();
});
afterEach(() => {
  workspace.remove();
});

/** What esbuild itself writes for these files, of which `app.js` is the service. */
async function bundle(files: Record<string, string>): Promise<Metafile> {
  for (const [file, content] of Object.entries(files)) workspace.write(file, content);
  const { metafile } = await build({
    entryPoints: ['app.js'],
    absWorkingDir: workspace.folder,
    bundle: true,
    platform: 'node',
    outfile: 'out.js',
    sourcemap: true,
    metafile: true,
    logLevel: 'silent',
  });
  return readMetafile(workspace.write('meta.json', metafile));
}

describe('bundledPackages', () => {
  it('names each package once, and who imports it', async () => {
    const metafile = await bundle({
      'app.js': 'import { a } from "a"; import "node:fs"; console.log(a);',
      'node_modules/a/index.js':
        'import { c } from "@scope/c"; import { b } from "./b.js"; export const a = [c, b];',
      'node_modules/a/b.js': 'export const b = "b";',
      'node_modules/@scope/c/index.js': 'export const c = "c";',
    });
    expect(bundledPackages(metafile)).toEqual([
      { folder: 'node_modules/@scope/c', direct: false, needs: [] },
      { folder: 'node_modules/a', direct: true, needs: ['node_modules/@scope/c'] },
    ]);
  });

  it('tells two versions of a package apart', async () => {
    const metafile = await bundle({
      'app.js': 'import { a } from "a"; import { c } from "c"; console.log(a, c);',
      'node_modules/a/index.js': 'export { c as a } from "c"; console.log("a");',
      'node_modules/a/node_modules/c/index.js': 'export const c = "old";',
      'node_modules/c/index.js': 'export const c = "new";',
    });
    expect(bundledPackages(metafile)).toEqual([
      { folder: 'node_modules/a', direct: true, needs: ['node_modules/a/node_modules/c'] },
      { folder: 'node_modules/a/node_modules/c', direct: false, needs: [] },
      { folder: 'node_modules/c', direct: true, needs: [] },
    ]);
  });

  it('leaves out a package that left no byte, and passes on what it imports', async () => {
    const metafile = await bundle({
      'app.js': 'import { c } from "facade"; console.log(c);',
      'node_modules/facade/package.json': '{"name":"facade","sideEffects":false}',
      'node_modules/facade/index.js': 'export { c } from "c"; export { d } from "d";',
      'node_modules/c/index.js': 'export const c = "c";',
      'node_modules/d/package.json': '{"name":"d","sideEffects":false}',
      'node_modules/d/index.js': 'export const d = "d";',
    });
    expect(bundledPackages(metafile)).toEqual([{ folder: 'node_modules/c', direct: true, needs: [] }]);
  });

  it('counts what a library of the workspace imports as the service’s own', async () => {
    const metafile = await bundle({
      'app.js': 'import { lib } from "./libs/lib/index.js"; console.log(lib);',
      'libs/lib/index.js': 'import { a } from "a"; export const lib = a;',
      'node_modules/a/index.js': 'export const a = "a";',
    });
    expect(bundledPackages(metafile)).toEqual([{ folder: 'node_modules/a', direct: true, needs: [] }]);
  });

  it('is at peace with files that import each other', async () => {
    const metafile = await bundle({
      'app.js': 'import { a } from "a"; console.log(a);',
      'node_modules/a/index.js': 'import { b } from "b"; export const a = () => b;',
      'node_modules/b/index.js': 'import { a } from "a"; export const b = () => a;',
    });
    expect(bundledPackages(metafile)).toEqual([
      { folder: 'node_modules/a', direct: true, needs: ['node_modules/b'] },
      { folder: 'node_modules/b', direct: false, needs: ['node_modules/a'] },
    ]);
  });

  it('leaves out a file that is turned off: nothing of it is written', () => {
    const path = '(disabled):node_modules/a/index.js';
    const metafile = {
      inputs: { [path]: { imports: [] } },
      outputs: { 'out.js': { inputs: { [path]: { bytesInOutput: 10 } } } },
    };
    expect(bundledPackages(metafile)).toEqual([]);
  });
});

describe('readMetafile', () => {
  it.each([
    ['a file that is not there', 'none.json'],
    ['a file that is not esbuild’s', 'package.json'],
  ])('refuses %s', (_what, file) => {
    workspace.write('package.json', { name: 'x' });
    expect(() => readMetafile(`${workspace.folder}/${file}`)).toThrow('the bundle’s metafile cannot be read');
  });
});
