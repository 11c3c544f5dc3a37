import { userInfo } from 'node:os';
import { actorOf, linkOf } from './who.ts';

describe('who deploys', () => {
  it.each([
    ['whoever ran the job again', { GITHUB_TRIGGERING_ACTOR: 'eve', GITHUB_ACTOR: 'ada' }, 'eve'],
    ['whom GitHub names', { GITHUB_ACTOR: 'ada' }, 'ada'],
    ['whom another pipeline names', { PROD_E_ACTOR: 'jenkins' }, 'jenkins'],
    ['who is logged in', {}, userInfo().username],
  ])('is %s', (_who, env, expected) => {
    expect(actorOf(env)).toBe(expected);
  });

  it('is told with the run of the pipeline, where there is one', () => {
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' };
    expect(linkOf(env)).toBe('https://github.com/o/r/actions/runs/7');
    expect(linkOf({ ...env, GITHUB_RUN_ID: undefined })).toBeUndefined();
  });
});
