import { dev, images, live, work } from '../../../test/bootstrap.ts';
import { allows, type Call } from '../../../test/iam.ts';
import { roleOf } from '../../../test/role-of.ts';

const here = { 'aws:RequestedRegion': 'eu-central-1' };
const deployer = roleOf(work, 'prod-e-dev-deployer');
const may = (action: string, resource: string, context: Call['context'] = {}): boolean =>
  allows(deployer, { action, resource, context: { ...here, ...context } });
const tagged = (name: string) => ({ 'aws:ResourceTag/environment': name });
const asTagged = (name: string) => ({ 'aws:RequestTag/environment': name });
const ofAccount = (service: string, resource: string) =>
  `arn:aws:${service}:eu-central-1:${work}:${resource}`;
const role = (name: string) => `arn:aws:iam::${work}:role/${name}`;
const bounded = { 'iam:PermissionsBoundary': `arn:aws:iam::${work}:policy/ci/prod-e-dev-tasks` };

describe('the deployer of dev, in the account that dev and staging share', () => {
  describe.each([
    ['dev', true],
    ['staging', false],
  ] as const)('may touch what is of %s: %s', (name, expected) => {
    it.each([
      [
        'the service',
        'ecs:UpdateService',
        ofAccount('ecs', `service/prod-e-${name}/prod-e-${name}-backend`),
        {},
      ],
      ['the cluster', 'ecs:DeleteCluster', ofAccount('ecs', `cluster/prod-e-${name}`), {}],
      ['a task definition', 'ecs:RegisterTaskDefinition', '*', asTagged(name)],
      ['a state', 's3:PutObject', `arn:aws:s3:::${dev.stateBucket}/${name}/backend.tfstate`, {}],
      ['a lock', 's3:DeleteObject', `arn:aws:s3:::${dev.stateBucket}/${name}/backend.tfstate.tflock`, {}],
      ['the ledger', 'dynamodb:PutItem', ofAccount('dynamodb', `table/prod-e-${name}`), {}],
      ['the VPC', 'ec2:DeleteVpc', ofAccount('ec2', 'vpc/vpc-1'), tagged(name)],
      [
        'the load balancer',
        'elasticloadbalancing:DeleteLoadBalancer',
        ofAccount('elasticloadbalancing', 'loadbalancer/app/any/1'),
        tagged(name),
      ],
      [
        'an alarm',
        'cloudwatch:DeleteAlarms',
        ofAccount('cloudwatch', `alarm:prod-e-${name}-backend-5xx`),
        {},
      ],
      ['a log group', 'logs:DeleteLogGroup', ofAccount('logs', `log-group:/prod-e-${name}/backend`), {}],
      [
        'lines of its log',
        'logs:GetLogEvents',
        ofAccount('logs', `log-group:/prod-e-${name}/backend:log-stream:1`),
        {},
      ],
      ['a topic', 'sns:Publish', ofAccount('sns', `prod-e-${name}-alarms`), {}],
      ['the key', 'kms:ScheduleKeyDeletion', ofAccount('kms', 'key/1'), tagged(name)],
      [
        'the file system',
        'elasticfilesystem:DeleteFileSystem',
        ofAccount('elasticfilesystem', 'file-system/1'),
        tagged(name),
      ],
      [
        'what its tasks are found by',
        'servicediscovery:DeregisterInstance',
        ofAccount('servicediscovery', 'service/srv-1'),
        tagged(name),
      ],
      ['a role of its tasks', 'iam:DeleteRole', role(`prod-e-${name}-backend-task`), {}],
    ])('%s', (_what, action, resource, context) => {
      expect(may(action, resource, context)).toBe(expected);
    });
  });

  it('removes locks, and no state', () => {
    expect(may('s3:DeleteObject', `arn:aws:s3:::${dev.stateBucket}/dev/backend.tfstate`)).toBe(false);
  });

  it('reads no state but its own: not even that of bootstrap', () => {
    expect(may('s3:GetObject', `arn:aws:s3:::${dev.stateBucket}/bootstrap/account.tfstate`)).toBe(false);
  });

  it('finds images, and pushes none', () => {
    const repository = `arn:aws:ecr:eu-central-1:${images}:repository/prod-e/backend`;
    expect(may('ecr:BatchGetImage', repository)).toBe(true);
    expect(may('ecr:PutImage', repository)).toBe(false);
    expect(may('ecr:BatchDeleteImage', repository)).toBe(false);
  });

  it('makes nothing that is not tagged as its own', () => {
    const vpc = ofAccount('ec2', 'vpc/*');
    expect(may('ec2:CreateVpc', vpc, asTagged('dev'))).toBe(true);
    expect(may('ec2:CreateVpc', vpc, asTagged('staging'))).toBe(false);
    expect(may('ec2:CreateVpc', vpc)).toBe(false);
  });

  it('makes subnets in its own VPC only', () => {
    const context = asTagged('dev');
    expect(may('ec2:CreateSubnet', ofAccount('ec2', 'subnet/*'), context)).toBe(true);
    expect(may('ec2:CreateSubnet', ofAccount('ec2', 'vpc/vpc-1'), { ...context, ...tagged('dev') })).toBe(
      true,
    );
    expect(may('ec2:CreateSubnet', ofAccount('ec2', 'vpc/vpc-2'), { ...context, ...tagged('staging') })).toBe(
      false,
    );
  });

  it('cannot make another’s its own by a tag', () => {
    const another = { ...asTagged('dev'), ...tagged('staging') };
    expect(may('ec2:CreateTags', ofAccount('ec2', 'vpc/vpc-2'), another)).toBe(false);
    expect(may('ec2:CreateTags', ofAccount('ec2', 'security-group/sg-2'), another)).toBe(false);
    const made = { ...asTagged('dev'), 'ec2:CreateAction': 'CreateVpc' };
    expect(may('ec2:CreateTags', ofAccount('ec2', 'vpc/vpc-1'), made)).toBe(true);
  });

  it('calls the default security group its own, which AWS leaves without tags', () => {
    expect(may('ec2:CreateTags', ofAccount('ec2', 'security-group/sg-1'), asTagged('dev'))).toBe(true);
  });

  it('does nothing in another region', () => {
    const elsewhere = { ...asTagged('dev'), 'aws:RequestedRegion': 'us-east-1' };
    expect(may('ec2:CreateVpc', 'arn:aws:ec2:us-east-1:111111111111:vpc/*', elsewhere)).toBe(false);
  });

  it('has no certificate nor name where the environment has no domain', () => {
    const zone = 'arn:aws:route53:::hostedzone/Z1';
    const names = { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['api.acme.org'] };
    expect(may('route53:ChangeResourceRecordSets', zone, names)).toBe(false);
    expect(may('acm:RequestCertificate', '*', asTagged('dev'))).toBe(false);
  });
});

describe('names', () => {
  const changes = (role: string, ...names: string[]): boolean =>
    allows(roleOf(work, role), {
      action: 'route53:ChangeResourceRecordSets',
      resource: 'arn:aws:route53:::hostedzone/Z1',
      context: { ...here, 'route53:ChangeResourceRecordSetsNormalizedRecordNames': names },
    });
  const named = (...names: string[]) => changes('prod-e-staging-deployer', ...names);

  it.each(['prod-e-dev-deployer', 'prod-e-staging-deployer'])(
    'of the private zone go with the tasks that left them, with a domain or without: %s',
    (role) => {
      expect(changes(role, 'backend.prod-e.internal')).toBe(true);
      expect(changes(role, 'prod-e.internal')).toBe(false);
      expect(changes(role, 'backend.prod-e.internal', 'www.acme.org')).toBe(false);
    },
  );

  it('of a domain are the environment’s own, and no others of its zone', () => {
    expect(named('backend.staging.acme.org', '\\052.staging.acme.org', '_x1.staging.acme.org')).toBe(true);
    expect(named('www.acme.org')).toBe(false);
    expect(named('backend.staging.acme.org', 'www.acme.org')).toBe(false);
    expect(named('notstaging.acme.org')).toBe(false);
  });
});

describe('roles that a deployer makes', () => {
  const own = role('prod-e-dev-backend-task');

  it.each(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary'])(
    '%s is under the boundary of its tasks only',
    (action) => {
      expect(may(action, own, bounded)).toBe(true);
      expect(may(action, own)).toBe(false);
      const another = { 'iam:PermissionsBoundary': `arn:aws:iam::${work}:policy/ci/prod-e-staging-tasks` };
      expect(may(action, own, another)).toBe(false);
    },
  );

  it('are called after its environment, and end as roles of tasks do', () => {
    expect(may('iam:CreateRole', role('prod-e-dev-backend-execution'), bounded)).toBe(true);
    expect(may('iam:CreateRole', role('prod-e-dev-admin'), bounded)).toBe(false);
    expect(may('iam:CreateRole', role('prod-e-staging-backend-task'), bounded)).toBe(false);
  });

  it('keep their boundary, and get no policy that is not their own', () => {
    expect(may('iam:DeleteRolePermissionsBoundary', own, bounded)).toBe(false);
    expect(may('iam:AttachRolePolicy', own, bounded)).toBe(false);
  });

  it.each([
    ['ecs-tasks.amazonaws.com', true],
    ['ec2.amazonaws.com', false],
    ['lambda.amazonaws.com', false],
  ])('are passed to %s: %s', (service, expected) => {
    expect(may('iam:PassRole', own, { 'iam:PassedToService': service })).toBe(expected);
  });

  it('are passed to nobody where it is not said to whom', () => {
    expect(may('iam:PassRole', own)).toBe(false);
  });

  it('are passed only as what they are', () => {
    const toEcs = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
    expect(may('iam:PassRole', role('prod-e-staging-backend-task'), toEcs)).toBe(false);
    expect(may('iam:PassRole', role('prod-e-dev-flow-logs'), toEcs)).toBe(false);
    expect(may('iam:PassRole', role('ci/prod-e-dev-deployer'), toEcs)).toBe(false);
  });

  it('are passed to ECS itself where rollouts are blue/green', () => {
    const call = {
      action: 'iam:PassRole',
      resource: `arn:aws:iam::${live}:role/prod-e-prod-backend-infrastructure`,
      context: { ...here, 'iam:PassedToService': 'ecs.amazonaws.com' },
    };
    expect(allows(roleOf(live, 'prod-e-prod-deployer'), call)).toBe(true);
    expect(
      may('iam:PassRole', role('prod-e-dev-backend-infrastructure'), {
        'iam:PassedToService': 'ecs.amazonaws.com',
      }),
    ).toBe(false);
  });

  it('may be made by AWS for itself, for the services that environments use', () => {
    const linked = role('aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS');
    const make = (service: string) =>
      may('iam:CreateServiceLinkedRole', linked, { 'iam:AWSServiceName': service });
    expect(make('ecs.amazonaws.com')).toBe(true);
    expect(make('organizations.amazonaws.com')).toBe(false);
  });
});

describe('identity is changed by nobody who deploys', () => {
  it.each([
    ['iam:UpdateAssumeRolePolicy', role('ci/prod-e-dev-deployer')],
    ['iam:PutRolePolicy', role('ci/prod-e-dev-deployer')],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${work}:policy/ci/prod-e-boundary`],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${work}:policy/ci/prod-e-dev-tasks`],
    [
      'iam:DeleteOpenIDConnectProvider',
      `arn:aws:iam::${work}:oidc-provider/token.actions.githubusercontent.com`,
    ],
    ['iam:CreateUser', `arn:aws:iam::${work}:user/somebody`],
    ['iam:CreateAccessKey', `arn:aws:iam::${work}:user/somebody`],
    ['sts:AssumeRole', role('ci/prod-e-staging-deployer')],
  ])('%s', (action, resource) => {
    expect(may(action, resource, bounded)).toBe(false);
  });

  it('not even by a role that were given everything', () => {
    const everything = [
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] },
    ];
    const almighty = { ...deployer, policies: everything };
    const can = (action: string, resource: string, context = {}) =>
      allows(almighty, { action, resource, context: { ...here, ...context } });
    expect(can('ec2:CreateVpc', '*')).toBe(true);
    expect(can('iam:CreateAccessKey', `arn:aws:iam::${work}:user/somebody`)).toBe(false);
    expect(can('iam:PutRolePolicy', role('ci/prod-e-dev-deployer'), bounded)).toBe(false);
    expect(can('iam:CreateRole', role('prod-e-dev-admin'))).toBe(false);
    expect(can('iam:CreateRole', role('admin'), bounded)).toBe(false);
    expect(can('dynamodb:DeleteTable', ofAccount('dynamodb', 'table/another-team'))).toBe(false);
    expect(can('ecs:DeleteCluster', ofAccount('ecs', 'cluster/another-team'))).toBe(false);
    expect(can('s3:GetObject', 'arn:aws:s3:::another-team/file')).toBe(false);
    expect(can('lambda:CreateFunction', ofAccount('lambda', 'function:prod-e-dev'))).toBe(false);
    expect(can('ec2:CreateVpc', '*', { 'aws:RequestedRegion': 'us-east-1' })).toBe(false);
  });
});
