import { bootstrap, images, live, ofType, settings, work, type AccountJson } from '../../test/bootstrap.ts';

const stacks = bootstrap();
const everyStack = Object.entries(stacks);
const json = (text: unknown): Record<string, never> => JSON.parse(String(text)) as Record<string, never>;
const names = (stack: AccountJson | undefined, type: string) =>
  ofType(stack, type).map(([, { name }]) => name);

describe('an account’s roles', () => {
  it('are those of its environments, a planner for them, and where images are kept a pusher', () => {
    expect(Object.fromEntries(everyStack.map(([id, stack]) => [id, names(stack, 'aws_iam_role')]))).toEqual({
      [work]: ['prod-e-dev-deployer', 'prod-e-planner', 'prod-e-staging-deployer'],
      [live]: ['prod-e-planner', 'prod-e-prod-deployer'],
      [images]: ['prod-e-pusher'],
    });
  });

  const subjects = {
    'prod-e-planner': ['pull_request', 'ref:refs/heads/main', 'environment:planner'],
    'prod-e-pusher': ['ref:refs/heads/main'],
    'prod-e-dev-deployer': ['environment:dev'],
    'prod-e-staging-deployer': ['environment:staging'],
    'prod-e-prod-deployer': ['environment:prod'],
  };

  it.each([
    ['classic', 'repo:acme/shop'],
    ['immutable', 'repo:acme@7/shop@42'],
  ] as const)(
    'trust exactly one audience and the subjects of their purpose, in the %s form',
    (subject, repository) => {
      const github = { ...settings.github, subject };
      for (const stack of Object.values(bootstrap({ settings: { ...settings, github } }))) {
        for (const [, role] of ofType(stack, 'aws_iam_role')) {
          expect(json(role['assume_role_policy'])).toEqual({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Federated: '${aws_iam_openid_connect_provider.github.arn}' },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: {
                  StringEquals: {
                    'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
                    'token.actions.githubusercontent.com:sub': subjects[
                      role['name'] as keyof typeof subjects
                    ].map((run) => `${repository}:${run}`),
                  },
                },
              },
            ],
          });
        }
      }
    },
  );

  it.each(everyStack)(
    'of %s all have the boundary, and lie where nothing that deploys reaches',
    (_id, stack) => {
      for (const [, role] of ofType(stack, 'aws_iam_role')) {
        expect(role).toMatchObject({
          permissions_boundary: '${aws_iam_policy.prod-e-boundary.arn}',
          path: '/ci/',
          max_session_duration: 7200,
        });
      }
    },
  );

  it.each(everyStack)('of %s have ten policies at the most, as IAM allows', (_id, stack) => {
    const attached = ofType(stack, 'aws_iam_role_policy_attachment').map(([, { role }]) => role);
    for (const role of new Set(attached)) {
      expect(attached.filter((each) => each === role).length).toBeLessThanOrEqual(10);
    }
  });

  it('are described in letters that IAM takes', () => {
    for (const [, stack] of everyStack) {
      for (const type of ['aws_iam_role', 'aws_iam_policy']) {
        for (const [, { description }] of ofType(stack, type))
          expect(description).toMatch(/^[\x20-\x7e]{1,1000}$/);
      }
    }
  });
});

describe('an account’s policies', () => {
  it.each(everyStack)('of %s are within the 6,144 characters of IAM', (_id, stack) => {
    for (const [, { policy }] of ofType(stack, 'aws_iam_policy')) {
      expect(String(policy).length).toBeLessThanOrEqual(6144);
    }
  });

  it('have one per environment that bounds the roles of its tasks', () => {
    const tasks = names(stacks[work], 'aws_iam_policy').filter((name) => String(name).endsWith('-tasks'));
    expect(tasks).toEqual(['prod-e-dev-tasks', 'prod-e-staging-tasks']);
  });
});

describe('the identity provider', () => {
  it.each(everyStack)('of %s is GitHub’s, for AWS', (_id, stack) => {
    expect(ofType(stack, 'aws_iam_openid_connect_provider')).toEqual([
      [
        'github',
        expect.objectContaining({
          url: 'https://token.actions.githubusercontent.com',
          client_id_list: ['sts.amazonaws.com'],
        }),
      ],
    ]);
  });
});

describe('no long-lived key', () => {
  it.each(everyStack)('is made in %s, nor anybody who could have one', (_id, stack) => {
    const types = Object.keys(stack.resource);
    expect(types.filter((type) => /iam_(user|access_key|group)/.test(type))).toEqual([]);
  });
});

describe('an account’s state', () => {
  it('is in its own bucket, locked by a file', () => {
    expect(stacks[work]?.terraform.backend).toEqual({
      s3: {
        bucket: 'prod-e-state-111111111111-eu-central-1',
        key: 'bootstrap/account.tfstate',
        region: 'eu-central-1',
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  it('is beside the workspace’s other states until that bucket is there', () => {
    expect(bootstrap({ stateIn: 'local' })[work]?.terraform.backend).toEqual({
      local: { path: '../../../../.prod-e/bootstrap/111111111111.tfstate' },
    });
  });
});

describe('credentials of another account', () => {
  it.each(everyStack)('are refused by the stack of %s', (id, stack) => {
    expect(stack.provider.aws).toEqual([
      expect.objectContaining({ allowed_account_ids: [id], region: 'eu-central-1' }),
    ]);
  });
});

it('is the same bytes twice', () => {
  expect(bootstrap()).toEqual(stacks);
});
