import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { gitIn } from './git.ts';

describe('git', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  it('fails with what it said', async () => {
    await expect(gitIn(scratch.folder, { GIT_DIR: '/nowhere' }).run('status')).rejects.toThrow(
      'git status failed: fatal: not a git repository',
    );
  });

  it('that is not installed is said to be missing', async () => {
    await expect(gitIn(scratch.folder, { PATH: scratch.folder }).run('status')).rejects.toMatchObject({
      message: 'git is not installed',
      next: 'npm run setup',
    });
  });
});
