import { execFileSync } from 'node:child_process';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { currentCommit } from './git.ts';

describe('the current commit', () => {
  let checkout: Scratch;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: checkout.folder,
      encoding: 'utf8',
    }).trim();

  beforeEach(() => {
    checkout = scratchFolder();
  });
  afterEach(() => {
    checkout.remove();
  });

  const commit = (): string => {
    git('init', '--quiet');
    checkout.write('file', 'one');
    git('add', '.');
    git('commit', '--quiet', '--message', 'one');
    return git('rev-parse', 'HEAD');
  };

  it('is its full hash', async () => {
    const hash = commit();
    expect(hash).toMatch(/^[0-9a-f]{40}$/);
    expect(await currentCommit(checkout.folder)).toBe(hash);
  });

  it('is the hash even where a tag is on it', async () => {
    const hash = commit();
    git('tag', '-a', 'v1', '-m', 'v1');
    expect(await currentCommit(checkout.folder)).toBe(hash);
  });

  it('says so where files differ from it', async () => {
    const hash = commit();
    checkout.write('file', 'two');
    expect(await currentCommit(checkout.folder)).toBe(`${hash}-dirty`);
  });

  it('is unknown before the first commit', async () => {
    git('init', '--quiet');
    expect(await currentCommit(checkout.folder)).toBe('unknown');
  });

  it('is unknown where there is no checkout', async () => {
    expect(await currentCommit(checkout.folder)).toBe('unknown');
  });
});
