import { execFileSync } from 'node:child_process';
import { thrownBy } from '@prod-e/testing/fixtures';
import { startGithub, type GithubServer } from '../../test/github-server.ts';
import { gitIn } from '../git.ts';
import { gitCredentials, repositoryOf } from './repository.ts';

const env = { GITHUB_REPOSITORY: 'somebody/prod-e', GITHUB_TOKEN: 'ghs_x' };

describe('the repository of a workflow', () => {
  it('is that of its run, and GitHub’s own where it says no other', () => {
    expect(repositoryOf(env)).toEqual({
      owner: 'somebody',
      name: 'prod-e',
      token: 'ghs_x',
      base: 'main',
      api: 'https://api.github.com',
      server: 'https://github.com',
    });
  });

  it.each([
    [{}, 'GITHUB_REPOSITORY and GITHUB_TOKEN'],
    [{ ...env, GITHUB_TOKEN: '' }, 'GITHUB_TOKEN'],
    [{ ...env, GITHUB_REPOSITORY: 'prod-e' }, 'GITHUB_REPOSITORY'],
    [{ ...env, GITHUB_REPOSITORY: 'a/b/c' }, 'GITHUB_REPOSITORY'],
  ])('is unknown in %j', (given, missing) => {
    expect(thrownBy(() => repositoryOf(given))).toMatchObject({
      message: `a pull request needs ${missing} in the environment`,
      exit: 2,
    });
  });
});

describe('git’s credentials', () => {
  let github: GithubServer;
  let other: GithubServer;
  beforeEach(async () => {
    [github, other] = await Promise.all([startGithub(), startGithub()]);
  });
  afterEach(async () => {
    await Promise.all([github.stop(), other.stop()]);
  });

  it('are given to the server that they are for, and to no other', async () => {
    const credentials = gitCredentials({ server: github.url, token: 'ghs_x' });
    const git = gitIn(process.cwd(), credentials);
    await git.try('ls-remote', `${github.url}/somebody/prod-e`);
    await git.try('ls-remote', `${other.url}/somebody/prod-e`);
    const basic = `Basic ${Buffer.from('x-access-token:ghs_x').toString('base64')}`;
    expect([...github.authorizations]).toEqual([basic]);
    expect([...other.authorizations]).toEqual([undefined]);
  });

  it('leave what is configured for the machine as it is', () => {
    const list = (extra: Record<string, string>) =>
      execFileSync('git', ['config', '--list'], { encoding: 'utf8', env: { ...process.env, ...extra } });
    const before = list({});
    expect(list(gitCredentials({ server: github.url, token: 'ghs_x' }))).toContain(before);
  });
});
