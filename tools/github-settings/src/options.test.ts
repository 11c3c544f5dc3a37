import { thrownBy } from '@prod-e/testing/fixtures';
import { readOptions } from './options.ts';

describe('the command line', () => {
  it('is a dry run of the settings’ repository on github.com unless it says otherwise', () => {
    expect(readOptions([], { GITHUB_TOKEN: 't' })).toEqual({
      apply: false,
      token: 't',
      url: 'https://api.github.com',
    });
  });

  it.each([
    ['--repository', ['--repository=a/b'], { GITHUB_REPOSITORY: 'c/d' }, { owner: 'a', repo: 'b' }],
    ['the workflow that it runs in', [], { GITHUB_REPOSITORY: 'c/d.e' }, { owner: 'c', repo: 'd.e' }],
  ])('takes the repository of %s', (_of, args, env, repository) => {
    expect(readOptions(args, { GITHUB_TOKEN: 't', ...env })).toMatchObject({ repository });
  });

  it.each([
    ['no token', [], {}, /^GITHUB_TOKEN is not set$/],
    ['an empty token', [], { GITHUB_TOKEN: '' }, /^GITHUB_TOKEN is not set$/],
    ['another option', ['--force'], { GITHUB_TOKEN: 't' }, /^Unknown option '--force'/],
    ['no repository', ['--repository=prod-e'], { GITHUB_TOKEN: 't' }, /^"prod-e" is no repository$/],
    ['a path', ['--repository=a/../b'], { GITHUB_TOKEN: 't' }, /is no repository$/],
    [
      'a token in clear',
      [],
      { GITHUB_TOKEN: 't', GITHUB_API_URL: 'http://example.org' },
      /^GITHUB_API_URL is not https: /,
    ],
  ])('is refused with %s', (_what, args, env, message) => {
    expect(thrownBy(() => readOptions(args, env))).toMatchObject({
      message: expect.stringMatching(message),
      exit: 2,
      next: expect.any(String),
    });
  });

  it('says which rights a token needs', () => {
    expect(thrownBy(() => readOptions([], {}))).toMatchObject({
      next: expect.stringMatching(/Administration: write and Actions: write/),
    });
  });
});
