import { parseServiceDefinition } from '@prod-e/service-definition';
import { contents, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { generateServices, sourceOf } from './generate.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => {
  scratch.remove();
});

it('makes a project of three files for each service', () => {
  expect(generateServices(scratch.folder, 2)).toEqual(['s-0001', 's-0002']);
  expect(Object.keys(contents(scratch.folder))).toEqual([
    ...['apps/s-0001/package.json', 'apps/s-0001/service.json', sourceOf('s-0001')],
    ...['apps/s-0002/package.json', 'apps/s-0002/service.json', sourceOf('s-0002')],
  ]);
});

it('gives each a valid definition and a port of its own', () => {
  generateServices(scratch.folder, 3);
  const definitions = Object.entries(contents(scratch.folder))
    .filter(([file]) => file.endsWith('service.json'))
    .map(([file, text]) => parseServiceDefinition(text, file));
  expect(definitions.map(({ name, port }) => [name, port])).toEqual([
    ['s-0001', 10_001],
    ['s-0002', 10_002],
    ['s-0003', 10_003],
  ]);
});

it('puts them in the place of whatever apps there are', () => {
  scratch.write('apps/backend/package.json', {});
  generateServices(scratch.folder, 1);
  expect(Object.keys(contents(scratch.folder)).join()).not.toContain('backend');
});
