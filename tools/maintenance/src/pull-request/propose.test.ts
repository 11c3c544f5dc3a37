import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGithub, type GithubServer } from '../../test/github-server.ts';
import { scratchRepository, type ScratchRepository } from '../../test/scratch-repository.ts';
import { propose } from './propose.ts';

const lockFile = 'tools/base-image/packages.lock.json';
const branch = 'maintenance/base-image';
const token = 'ghs_notToBeSeen';

const lockOf = (version: string) => {
  const packages = { libc6: { version, sha256: 'a'.repeat(64) } };
  const both = { amd64: packages, arm64: packages };
  return { node: both, prometheus: both };
};

describe('a pull request with newer base images', () => {
  let workspace: ScratchRepository;
  let remote: ScratchRepository;
  let github: GithubServer;
  const run = () =>
    propose(workspace.folder, {
      GITHUB_REPOSITORY: 'somebody/prod-e',
      GITHUB_TOKEN: token,
      GITHUB_API_URL: github.url,
    });
  const refreshTo = (version: string) => workspace.write(lockFile, lockOf(version));

  beforeEach(async () => {
    github = await startGithub();
    remote = scratchRepository('--bare');
    workspace = scratchRepository();
    workspace.git('remote', 'add', 'origin', remote.folder);
    refreshTo('2.41-1');
    workspace.write('README.md', 'as it is');
    workspace.git('add', '.');
    workspace.git('commit', '--quiet', '-m', 'feat: Begin');
    workspace.git('push', '--quiet', 'origin', 'main');
  });
  afterEach(async () => {
    workspace.remove();
    remote.remove();
    await github.stop();
  });

  it('is not opened, and nobody is asked, when nothing is newer', async () => {
    expect(await run()).toBe('the base images are up to date: nothing to propose');
    expect(github.requests).toEqual([]);
    expect(remote.git('branch', '--list', branch)).toBe('');
  });

  it('has one commit on top of what is checked out, with the lock alone', async () => {
    refreshTo('2.41-2');
    workspace.write('README.md', 'changed, and none of its business');
    expect(await run()).toBe('proposed: https://github.com/somebody/prod-e/pulls/1');
    expect(remote.git('log', '--format=%s', branch)).toBe(
      'fix(base-image): Take the newer packages of Debian\nfeat: Begin',
    );
    expect(remote.git('diff', '--name-only', 'main', branch)).toBe(lockFile);
    expect(remote.git('show', `${branch}:${lockFile}`)).toBe(JSON.stringify(lockOf('2.41-2')));
  });

  it('says which packages go from which version to which', async () => {
    refreshTo('2.41-2');
    await run();
    expect(github.pulls).toMatchObject([
      { title: 'fix(base-image): Take the newer packages of Debian', head: branch, base: 'main' },
    ]);
    expect(github.pulls[0]?.body).toContain('| libc6 | amd64 | 2.41-1 | 2.41-2 |\n| libc6 | arm64 |');
  });

  it('leaves branch, index and files of the working tree as they are', async () => {
    refreshTo('2.41-2');
    const before = workspace.git('status', '--porcelain', '--branch');
    await run();
    expect(workspace.git('status', '--porcelain', '--branch')).toBe(before);
    expect(readFileSync(join(workspace.folder, lockFile), 'utf8')).toBe(JSON.stringify(lockOf('2.41-2')));
  });

  it('is brought up to date, and not opened twice, when there is newer still', async () => {
    refreshTo('2.41-2');
    await run();
    refreshTo('2.41-3');
    expect(await run()).toBe('proposed: https://github.com/somebody/prod-e/pulls/1');
    expect(github.pulls).toHaveLength(1);
    expect(github.pulls[0]?.body).toContain('2.41-3');
    expect(remote.git('show', `${branch}:${lockFile}`)).toContain('2.41-3');
  });

  it('keeps its commit, and with it checks and reviews, when nothing is newer than what it has', async () => {
    refreshTo('2.41-2');
    await run();
    const held = remote.git('rev-parse', branch);
    expect(await run()).toContain('proposed already, and unchanged since');
    expect(remote.git('rev-parse', branch)).toBe(held);
  });

  it('is asked for with the token', async () => {
    refreshTo('2.41-2');
    await run();
    expect([...github.authorizations]).toEqual([`token ${token}`]);
  });

  it('says what the token lacks where it may not open one, without the token', async () => {
    github.refuseWith(403, 'Resource not accessible by personal access token');
    refreshTo('2.41-2');
    await expect(run()).rejects.toMatchObject({
      message: expect.not.stringContaining(token),
      where: 'somebody/prod-e',
      next: 'let the token write contents and pull requests: docs/maintenance.md',
    });
  });

  it('fails with what GitHub says otherwise', async () => {
    github.refuseWith(422, 'Validation Failed');
    refreshTo('2.41-2');
    await expect(run()).rejects.toThrow('GitHub did not take the pull request: Validation Failed');
  });

  it('fails with what git says where nothing can be pushed', async () => {
    refreshTo('2.41-2');
    workspace.git('remote', 'set-url', 'origin', '/nowhere');
    await expect(run()).rejects.toThrow(/^git ls-remote failed: .*\/nowhere/);
  });
});
