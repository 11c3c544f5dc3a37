import * as fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inputTrees } from '../src/input-tree.ts';
import { makeTagLab, tagsIn, type TagLab, type Tags } from '../src/tag-lab.ts';

type Edit =
  | { do: 'write'; file: string; content: string }
  | { do: 'remove'; file: string }
  | { do: 'rename'; file: string; to: string };

/** Folders with inputs of both services, of one, and of none. */
const folders = [
  ...['apps/backend', 'apps/backend/src', 'apps/backend/src/deep', 'libs/health/src', 'libs/errors/src'],
  ...['apps/prometheus', 'apps/prometheus/rules', 'tools/base-image/recipe', 'tools/base-image/src'],
  'tools/delivery/src/containerize',
  ...[
    'apps/backend/test',
    'apps/backend/src/__snapshots__',
    'libs/health/test/deep',
    'apps/prometheus/smoke',
  ],
  ...['docs', 'infra/src', 'libs/environment/src', 'tools/delivery/src/deploy', 'tools/setup/src', 'dist'],
];
const names = [
  ...['a.ts', 'b.ts', 'B.ts', 'a.test.ts', 'a.md', 'a.yml', 'smoke.ts', '.env', '.env.local', '.hidden'],
  ...['with a blank.ts', 'ünïcode.ts', 'a.test.ts.snap', 'noextension'],
];
const existing = [
  ...['apps/backend/src/about.ts', 'apps/backend/Dockerfile', 'libs/health/src/index.ts', 'README.md'],
  ...['apps/prometheus/rules/slo.yml', 'apps/prometheus/.dockerignore', 'docs/adr/0001-workspace.md'],
  ...['tools/base-image/recipe/rootfs.sh', 'tools/delivery/src/containerize/build.ts', 'infra/src/main.ts'],
];

const file = fc.oneof(
  fc.tuple(fc.constantFrom(...folders), fc.constantFrom(...names)).map((parts) => parts.join('/')),
  fc.constantFrom(...existing),
);
const content = fc.constantFrom('', 'export const a = 1;\n', 'export const a = 2;\n', '// ünïcode\n');
const edits = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('write' as const), file, content }),
    fc.record({ do: fc.constant('remove' as const), file }),
    fc.record({ do: fc.constant('rename' as const), file, to: file }),
  ),
  { minLength: 1, maxLength: 6 },
);

const bounds = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 45_000 });

let lab: TagLab;
let before: Tags;

beforeAll(async () => {
  lab = makeTagLab('input-tag-properties');
  before = await lab.tags();
});
afterAll(() => lab.dispose());

const isThere = (path: string): boolean => existsSync(join(lab.root, path));

/** @returns the edits that undo this one */
function apply(edit: Edit): Edit[] {
  const undo = (path: string): Edit =>
    isThere(path) ? { do: 'write', file: path, content: lab.read(path) } : { do: 'remove', file: path };
  const undone = [undo(edit.file), ...(edit.do === 'rename' ? [undo(edit.to)] : [])];
  if (edit.do === 'write') lab.write(edit.file, edit.content);
  else if (edit.do === 'remove') lab.remove(edit.file);
  else if (isThere(edit.file)) lab.rename(edit.file, edit.to);
  return undone;
}

describe('for any edits of files', () => {
  afterEach(() => {
    lab.revert();
  });

  const tagOf = new Map<string, string | undefined>();
  const treeOf = new Map<string | undefined, string>();
  const expectOneToOne = (tags: Tags): void => {
    for (const [service, tree] of Object.entries(inputTrees(lab.root))) {
      const tag = tags[service];
      expect({ tree, tag: tagOf.get(tree) ?? tag }).toEqual({ tree, tag });
      expect({ tag, tree: treeOf.get(tag) ?? tree }).toEqual({ tag, tree });
      tagOf.set(tree, tag);
      treeOf.set(tag, tree);
    }
  };

  it('a tag is the same exactly when the inputs are, for a new file of any name anywhere', async () => {
    expectOneToOne(before);
    for (const path of folders.flatMap((folder) => names.map((name) => `${folder}/${name}`))) {
      if (isThere(path)) continue;
      lab.write(path, 'export {};\n');
      expectOneToOne(await lab.tagsOfFiles());
      lab.remove(path);
    }
    expect(await lab.tags()).toEqual(before);
  });

  it('a tag is the same exactly when the inputs are, after any edits', async () => {
    expectOneToOne(before);
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        lab.revert();
        all.forEach(apply);
        expectOneToOne(await lab.tags());
      }),
      bounds(60),
    );
  });

  it('a tag comes back when they are taken back', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        const undo = all.flatMap((edit) => apply(edit).reverse()).reverse();
        await lab.tags();
        undo.forEach(apply);
        expect(await lab.tags()).toEqual(before);
      }),
      bounds(20),
    );
  });

  it('a tag is what a process finds that has seen nothing before', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        lab.revert();
        all.forEach(apply);
        expect(await tagsIn(lab.root)).toEqual(await lab.tags());
      }),
      bounds(4),
    );
  });
});
