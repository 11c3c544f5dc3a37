import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { readProven, stackNames, writeProven, type ProvenStack } from './proven.ts';

const proven = (name: string, stackHash = 'a'): ProvenStack => ({
  name,
  stackHash,
  configuration: '{"resource":{}}',
  variables: { image: 'sha256:1' },
  provenAt: '2026-01-02T03:04:05.678Z',
});

describe('what was proven', () => {
  let environment: Scratch;
  beforeEach(() => {
    environment = scratchFolder();
    for (const stack of ['web', 'foundation']) environment.write(`stacks/${stack}/terraform.tfstate`, '');
  });
  afterEach(() => {
    environment.remove();
  });

  it('is read as it was written, the last of each stack', () => {
    writeProven(environment.folder, proven('foundation'));
    writeProven(environment.folder, proven('web', 'a'));
    writeProven(environment.folder, proven('web', 'b'));
    expect(readProven(environment.folder)).toEqual(
      new Map([
        ['foundation', proven('foundation')],
        ['web', proven('web', 'b')],
      ]),
    );
  });

  it.each([
    ['was half written', '{"name":"web","stackHa'],
    ['is empty', ''],
    ['lacks its configuration', { ...proven('web'), configuration: undefined }],
    ['was proven at no time', { ...proven('web'), provenAt: 'yesterday' }],
    ['says more than we know of', { ...proven('web'), colour: 'red' }],
  ])('is nothing where the record %s, and the others count', (_what, record) => {
    writeProven(environment.folder, proven('foundation'));
    environment.write('stacks/web/proven.json', record);
    expect([...readProven(environment.folder).keys()]).toEqual(['foundation']);
  });

  it('stays the old while the new is being written', () => {
    writeProven(environment.folder, proven('web', 'a'));
    environment.write('stacks/web/proven.json.tmp', '{"name":"web"');
    expect(readProven(environment.folder).get('web')?.stackHash).toBe('a');
    writeProven(environment.folder, proven('web', 'b'));
    expect(readProven(environment.folder).get('web')?.stackHash).toBe('b');
    expect(readdirSync(join(environment.folder, 'stacks/web'))).not.toContain('proven.json.tmp');
  });

  it('is nothing where nothing was ever deployed', () => {
    expect(readProven('/nowhere')).toEqual(new Map());
  });
});

describe('stackNames', () => {
  it('are those that Terraform was ever run for, sorted', () => {
    const environment = scratchFolder();
    for (const stack of ['web', 'api']) environment.write(`stacks/${stack}/terraform.tfstate`, '');
    expect(stackNames(environment.folder)).toEqual(['api', 'web']);
    expect(stackNames('/nowhere')).toEqual([]);
    environment.remove();
  });
});
