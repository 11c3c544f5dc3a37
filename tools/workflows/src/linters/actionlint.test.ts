import { spawnSync } from 'node:child_process';
import type { Scratch } from '@prod-e/testing/fixtures';
import { clean, describeWithLinter, workspaceWithTools } from '../../test/linters.ts';
import { readWorkflows } from '../model/read.ts';
import { runActionlint } from './actionlint.ts';

describeWithLinter('actionlint', 'actionlint', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = workspaceWithTools();
  });
  afterAll(() => {
    scratch.remove();
  });
  const lint = (text: string) => {
    scratch.write('.github/workflows/a.yml', text);
    return runActionlint(scratch.folder, readWorkflows(scratch.folder));
  };

  it('has nothing to say of what is right, or of nothing', async () => {
    expect(await lint(clean)).toEqual([]);
    expect(await runActionlint(scratch.folder, [])).toEqual([]);
  });

  it('says what is wrong, where', async () => {
    expect(await lint(clean.replace('runs-on', 'runs-in'))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: '.github/workflows/a.yml',
          says: expect.stringMatching(/^actionlint: unexpected key "runs-in"/),
          line: 12,
        }),
      ]),
    );
  });

  const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  (hasShellcheck || process.env['CI'] ? it : it.skip)('lets shellcheck look at what is run', async () => {
    expect(await lint(clean.replace('npm ci', 'echo $HOME'))).toEqual([
      expect.objectContaining({ says: expect.stringContaining('SC2086') }),
    ]);
  });

  it('is no success where it cannot look', async () => {
    const [workflow] = readWorkflows(scratch.folder);
    const gone = workflow ? [{ ...workflow, file: '.github/workflows/gone.yml' }] : [];
    await expect(runActionlint(scratch.folder, gone)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^actionlint could not look: .*gone\.yml/),
    });
  });
});
