import {
  awsEnvironment,
  bootstrap,
  ecrOf,
  images,
  live,
  ofType,
  settings,
  work,
} from '../../test/bootstrap.ts';

const stacks = bootstrap();
const repositories = ofType(stacks[images], 'aws_ecr_repository');

describe('the registry', () => {
  it('has a repository for each service, in one account and nowhere else', () => {
    expect(repositories.map(([, { name }]) => name)).toEqual(['prod-e/backend', 'prod-e/prometheus']);
    expect([
      ...ofType(stacks[work], 'aws_ecr_repository'),
      ...ofType(stacks[live], 'aws_ecr_repository'),
    ]).toEqual([]);
  });

  it.each(repositories)(
    '%s moves no tag, scans each image, encrypts by a key, and is not removed',
    (_id, repository) => {
      expect(repository).toMatchObject({
        image_tag_mutability: 'IMMUTABLE',
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: 'KMS' }],
        lifecycle: { prevent_destroy: true },
      });
      expect(repository).not.toHaveProperty('force_delete');
    },
  );

  it('keeps the newest thousand of what has an input tag, however old, and drops what has none', () => {
    const policies = ofType(stacks[images], 'aws_ecr_lifecycle_policy');
    expect(policies).toHaveLength(2);
    for (const [, { policy }] of policies) {
      const { rules } = JSON.parse(String(policy)) as { rules: { selection: unknown; action: unknown }[] };
      expect(rules.map(({ selection, action }) => [selection, action])).toEqual([
        [
          { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
          { type: 'expire' },
        ],
        [
          {
            tagStatus: 'tagged',
            tagPatternList: ['in-*'],
            countType: 'imageCountMoreThan',
            countNumber: 1000,
          },
          { type: 'expire' },
        ],
      ]);
    }
  });

  it('lets what starts tasks and what deploys in the other accounts pull, and do nothing else', () => {
    const policies = ofType(stacks[images], 'aws_ecr_repository_policy');
    expect(policies).toHaveLength(2);
    for (const [, { policy }] of policies) {
      expect(JSON.parse(String(policy))).toEqual({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Pull',
            Effect: 'Allow',
            Principal: { AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'] },
            Action: [
              'ecr:BatchCheckLayerAvailability',
              'ecr:BatchGetImage',
              'ecr:DescribeImageScanFindings',
              'ecr:GetDownloadUrlForLayer',
            ],
            Condition: {
              ArnLike: {
                'aws:PrincipalArn': [
                  'arn:aws:iam::111111111111:role/prod-e-*-execution',
                  'arn:aws:iam::111111111111:role/ci/prod-e-*',
                  'arn:aws:iam::222222222222:role/prod-e-*-execution',
                  'arn:aws:iam::222222222222:role/ci/prod-e-*',
                ],
              },
            },
          },
        ],
      });
    }
  });

  it('is open to nobody else where all is in one account', () => {
    const registry = { ...settings.registry, account: work };
    const one = bootstrap({
      environments: [awsEnvironment('dev', work, { registry: ecrOf(work) })],
      settings: { ...settings, registry },
    });
    expect(Object.keys(one)).toEqual([work]);
    expect(ofType(one[work], 'aws_ecr_repository')).toHaveLength(2);
    expect(ofType(one[work], 'aws_ecr_repository_policy')).toEqual([]);
  });

  it('may be in the account of an environment, and be pulled from by the others', () => {
    const registry = { ...settings.registry, account: live };
    const elsewhere = { registry: ecrOf(live) };
    const two = bootstrap({
      environments: [awsEnvironment('dev', work, elsewhere), awsEnvironment('prod', live, elsewhere)],
      settings: { ...settings, registry },
    });
    const [[, { policy }] = ['', {}]] = ofType(two[live], 'aws_ecr_repository_policy');
    expect(JSON.parse(String(policy))).toMatchObject({
      Statement: [{ Principal: { AWS: ['arn:aws:iam::111111111111:root'] } }],
    });
  });

  it('may be in a region without environments', () => {
    const registry = { ...settings.registry, account: work, region: 'us-east-1' };
    const dev = awsEnvironment('dev', work, { registry: { ...ecrOf(work), region: 'us-east-1' } });
    const [[, repository] = ['', {}]] = ofType(
      bootstrap({ environments: [dev], settings: { ...settings, registry } })[work],
      'aws_ecr_repository',
    );
    expect(repository).toMatchObject({ region: 'us-east-1' });
  });
});
