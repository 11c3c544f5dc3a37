import { dev, images, work } from '../../../test/bootstrap.ts';
import { allows } from '../../../test/iam.ts';
import { roleOf } from '../../../test/role-of.ts';

const planner = roleOf(work, 'prod-e-planner');
const pusher = roleOf(images, 'prod-e-pusher');
const context = { 'aws:RequestedRegion': 'eu-central-1' };
const ofAccount = (service: string, resource: string) =>
  `arn:aws:${service}:eu-central-1:${work}:${resource}`;
const state = `arn:aws:s3:::${dev.stateBucket}/dev/backend.tfstate`;
const repository = `arn:aws:ecr:eu-central-1:${images}:repository/prod-e/backend`;

describe('the planner', () => {
  it.each([
    ['s3:GetObject', state],
    ['s3:ListBucket', `arn:aws:s3:::${dev.stateBucket}`],
    ['dynamodb:GetItem', ofAccount('dynamodb', 'table/prod-e-dev')],
    ['dynamodb:Query', ofAccount('dynamodb', 'table/prod-e-staging')],
    ['ecr:GetAuthorizationToken', '*'],
    ['ecr:BatchGetImage', repository],
    ['ecs:DescribeServices', ofAccount('ecs', 'service/prod-e-dev/prod-e-dev-backend')],
    ['ecs:DescribeTaskDefinition', '*'],
    ['ec2:DescribeVpcs', '*'],
    ['iam:GetRolePolicy', `arn:aws:iam::${work}:role/prod-e-dev-backend-task`],
    ['s3:GetBucketPolicy', 'arn:aws:s3:::prod-e-dev-logs-111111111111-eu-central-1'],
  ])('may %s', (action, resource) => {
    expect(allows(planner, { action, resource, context })).toBe(true);
  });

  it.each([
    ['write a state', 's3:PutObject', state],
    ['lock a state', 's3:PutObject', `${state}.tflock`],
    ['break a lock', 's3:DeleteObject', `${state}.tflock`],
    [
      'read the state of bootstrap',
      's3:GetObject',
      `arn:aws:s3:::${dev.stateBucket}/bootstrap/account.tfstate`,
    ],
    ['write the ledger, or take a lease', 'dynamodb:PutItem', ofAccount('dynamodb', 'table/prod-e-dev')],
    ['read a parameter', 'ssm:GetParameter', ofAccount('ssm', 'parameter/prod-e/dev/backend/KEY')],
    ['read parameters', 'ssm:GetParametersByPath', ofAccount('ssm', 'parameter/prod-e/dev')],
    ['read a secret', 'secretsmanager:GetSecretValue', ofAccount('secretsmanager', 'secret:key')],
    ['read logs', 'logs:GetLogEvents', ofAccount('logs', 'log-group:/prod-e-dev/backend:log-stream:1')],
    ['roll out', 'ecs:UpdateService', ofAccount('ecs', 'service/prod-e-dev/prod-e-dev-backend')],
    ['push an image', 'ecr:PutImage', repository],
    ['pass a role', 'iam:PassRole', `arn:aws:iam::${work}:role/prod-e-dev-backend-task`],
    ['change the network', 'ec2:DeleteVpc', ofAccount('ec2', 'vpc/vpc-1')],
  ])('may not %s', (_what, action, resource) => {
    const told = { ...context, 'aws:ResourceTag/environment': 'dev' };
    expect(allows(planner, { action, resource, context: told })).toBe(false);
  });

  it('has no action that writes among those it may do', () => {
    const allowed = planner.policies
      .flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action ?? []);
    const reading = /:(BatchCheck|BatchGet|Describe|Get|List|Query|View)/;
    expect(allowed.filter((action) => !reading.test(action))).toEqual([]);
  });

  it('reads no secret, and writes no state, whatever else it were given', () => {
    const everything = [
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] },
    ];
    const given = { ...planner, policies: [...planner.policies, ...everything] };
    for (const [action, resource] of [
      ['s3:PutObject', state],
      ['ssm:GetParameter', ofAccount('ssm', 'parameter/prod-e/dev/backend/KEY')],
      ['secretsmanager:GetSecretValue', ofAccount('secretsmanager', 'secret:key')],
    ] as const) {
      expect(allows(given, { action, resource, context })).toBe(false);
    }
  });
});

describe('the pusher', () => {
  it.each([
    ['ecr:PutImage', repository, true],
    ['ecr:UploadLayerPart', repository, true],
    ['ecr:BatchGetImage', repository, true],
    ['ecr:PutImage', `arn:aws:ecr:eu-central-1:${images}:repository/another-team`, false],
    ['ecr:PutImage', `arn:aws:ecr:eu-central-1:${images}:repository/prod-e/no-service`, false],
    ['ecr:BatchDeleteImage', repository, false],
    ['ecr:SetRepositoryPolicy', repository, false],
    ['ecr:PutImageTagMutability', repository, false],
    ['ecs:UpdateService', `arn:aws:ecs:eu-central-1:${images}:service/prod-e-dev/prod-e-dev-backend`, false],
  ])('may %s on %s: %s', (action, resource, expected) => {
    expect(allows(pusher, { action, resource, context })).toBe(expected);
  });
});
