import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { closureOf } from './closure.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
  const project = (folder: string, name: string, ...dependencies: string[]) =>
    scratch.write(`${folder}/package.json`, {
      name,
      dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '*'])),
    });
  project('infra', 'infra', 'a', 'zod');
  project('libs/a', 'a', 'b');
  project('libs/b', 'b', 'a');
  project('libs/c', 'c');
  project('tools/d', 'd');
});
afterEach(() => {
  scratch.remove();
});

it('keeps projects and all that they stand on, directly or not, in a circle or not', () => {
  expect([...closureOf(scratch.folder, ['infra', 'tools/d'])]).toEqual([
    'infra',
    'libs/a',
    'libs/b',
    'tools/d',
  ]);
});
