import { settings } from '../../test/bootstrap.ts';
import { subjectOf, trustOf } from './github.ts';

const immutable = { github: { ...settings.github, subject: 'immutable' as const } };

describe('the subject of a workflow', () => {
  it.each([
    ['environment:dev', 'repo:acme/shop:environment:dev', 'repo:acme@7/shop@42:environment:dev'],
    ['pull_request', 'repo:acme/shop:pull_request', 'repo:acme@7/shop@42:pull_request'],
    ['ref:refs/heads/main', 'repo:acme/shop:ref:refs/heads/main', 'repo:acme@7/shop@42:ref:refs/heads/main'],
  ] as const)('for %s is as the settings choose its form', (run, classic, withIds) => {
    expect(subjectOf(settings, run)).toBe(classic);
    expect(subjectOf(immutable, run)).toBe(withIds);
  });
});

describe('the trust of a role', () => {
  it('is for tokens of GitHub, for AWS, and of the very subjects', () => {
    expect(JSON.parse(trustOf('the provider', ['repo:acme/shop:environment:dev']))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: 'the provider' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': ['repo:acme/shop:environment:dev'],
            },
          },
        },
      ],
    });
  });
});
