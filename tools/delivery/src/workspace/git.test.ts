import { execFileSync } from 'node:child_process';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { currentCommit, sourceOf } from './git.ts';

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

describe('the address of the sources', () => {
  let checkout: Scratch;
  beforeEach(() => {
    checkout = scratchFolder();
    execFileSync('git', ['init', '--quiet'], { cwd: checkout.folder });
  });
  afterEach(() => {
    checkout.remove();
  });

  it.each([
    ['https://github.com/o/r.git', 'https://github.com/o/r'],
    ['https://ada:secret@github.com/o/r', 'https://github.com/o/r'],
    ['git@github.com:o/r.git', 'https://github.com/o/r'],
    ['ssh://git@git.example.org:2222/team/r.git', 'https://git.example.org/team/r'],
    ['/srv/git/r.git', undefined],
    ['file:///srv/git/r.git', undefined],
    ['../r', undefined],
  ])('of the remote %s is %s', async (remote, expected) => {
    execFileSync('git', ['remote', 'add', 'origin', remote], { cwd: checkout.folder });
    expect(await sourceOf(checkout.folder)).toBe(expected);
  });

  it('is not known where there is no remote', async () => {
    expect(await sourceOf(checkout.folder)).toBeUndefined();
  });
});
