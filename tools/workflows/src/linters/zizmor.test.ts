import type { Scratch } from '@prod-e/testing/fixtures';
import { clean, describeWithLinter, workspaceWithTools } from '../../test/linters.ts';
import { idleSuppressions } from './idle.ts';
import { runZizmor } from './zizmor.ts';

const anonymous = clean.replace('    name: test\n', '');

describeWithLinter('zizmor', 'zizmor', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = workspaceWithTools();
  });
  afterEach(() => {
    scratch.remove();
  });
  const workflow = (text: string) => scratch.write('.github/workflows/a.yml', text);
  const suppress = (...places: string[]) =>
    scratch.write(
      '.github/zizmor.yml',
      `rules:\n  anonymous-definition:\n    ignore:\n${places.map((place) => `      - ${place}\n`).join('')}`,
    );

  it('has nothing to say of what is right', async () => {
    workflow(clean);
    expect(await runZizmor(scratch.folder)).toEqual([]);
  });

  it('says what is wrong, where, down to a matter of taste', async () => {
    workflow(anonymous);
    expect(await runZizmor(scratch.folder)).toEqual([
      expect.objectContaining({
        ...{ audit: 'anonymous-definition', file: '.github/workflows/a.yml', line: 10 },
        says: 'zizmor: anonymous-definition: workflow or action definition without a name: this job',
      }),
    ]);
  });

  it('looks at composite actions', async () => {
    scratch.write(
      '.github/actions/a/action.yml',
      'name: a\ndescription: a\nruns:\n  using: composite\n  steps:\n    - uses: actions/checkout@v4\n',
    );
    const found = await runZizmor(scratch.folder);
    expect(found.map(({ audit, file }) => [audit, file])).toContainEqual([
      'unpinned-uses',
      '.github/actions/a/action.yml',
    ]);
  });

  it('leaves out what is excepted, and calls that exception used', async () => {
    workflow(anonymous);
    suppress('a.yml:10 # its name would only repeat its id');
    expect(await runZizmor(scratch.folder)).toEqual([]);
    expect(await idleSuppressions(scratch.folder)).toEqual([]);
  });

  it('names an exception that excepts nothing', async () => {
    workflow(anonymous);
    suppress('a.yml:10 # its name would only repeat its id', 'a.yml:99 # there was something here once');
    expect(await idleSuppressions(scratch.folder)).toEqual([
      {
        file: '.github/zizmor.yml',
        says: 'anonymous-definition of a.yml:99 excepts nothing',
        next: 'take it out',
      },
    ]);
  });

  it('has no idle exceptions where it has none', async () => {
    workflow(anonymous);
    expect(await idleSuppressions(scratch.folder)).toEqual([]);
  });

  it('is no success where it cannot look', async () => {
    workflow('jobs: {');
    await expect(runZizmor(scratch.folder)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^zizmor could not look: [^]*a\.yml as workflow(?![^]*Stack backtrace)/),
    });
  });
});
