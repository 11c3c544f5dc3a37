import {
  accountOf,
  awsEnvironment,
  dev,
  images,
  live,
  prod,
  services,
  settings,
  staging,
  work,
} from '../../../test/bootstrap.ts';
import { policyJson } from '../../../test/role-of.ts';
import { allows } from '../../../test/iam.ts';
import { identitiesOf } from '../identities.ts';
import { boundary } from './boundary.ts';
import { policyDocument, type Permission } from './permission.ts';
import { readPart } from './read.ts';
import { taskBoundary } from './task-boundary.ts';

const longest = awsEnvironment('a-name-of-21-letters', live, {
  domain: { name: 'a-name-of-21-letters.example.org', zone: 'example.org' },
  rollout: 'blue-green',
});

const parts = [work, live, images]
  .map((id) => accountOf(id, [dev, staging, prod, longest]))
  .flatMap((account) => [
    ...identitiesOf(account, settings, services).flatMap(({ name, parts: own }) =>
      own.map((part) => ({ ...part, name: `${name}-${part.name}` })),
    ),
    readPart(account.id),
    { ...boundary(account, settings), name: `boundary of ${account.id}` },
    ...account.environments.map(taskBoundary),
  ])
  .map((part) => [part.name, part.permissions] as const);

const listed = (items: Permission['actions']): string[] => (Array.isArray(items) ? items : items.allBut);

describe.each(parts)('policy %s', (_name, permissions) => {
  it('is within the 6,144 characters of IAM', () => {
    expect(policyDocument(permissions).length).toBeLessThanOrEqual(6144);
  });

  it('allows no action of every service, and no service everywhere', () => {
    for (const { sid, effect, actions } of permissions) {
      if (effect === 'Deny') continue;
      expect([sid, actions]).toEqual([sid, expect.not.arrayContaining(['*'])]);
      expect(actions).toBeInstanceOf(Array);
    }
  });

  it('says why for each statement, as a sentence', () => {
    for (const { why } of permissions) expect(why).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('has statements with names of their own, which IAM takes', () => {
    const sids = permissions.map(({ sid }) => sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  it('names each action once, in order', () => {
    for (const { actions } of permissions)
      expect(listed(actions)).toEqual([...new Set(listed(actions))].sort());
  });
});

describe('the boundary of tasks', () => {
  const bounds = (environment = dev) => {
    const limit = policyJson(taskBoundary(environment));
    const everything = [
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] },
    ];
    return (action: string, resource: string, context = {}) =>
      allows({ policies: everything, boundary: limit }, { action, resource, context });
  };
  const of = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:${work}:${resource}`;

  it('lets ECS start tasks of the environment', () => {
    const may = bounds();
    expect(may('logs:PutLogEvents', of('logs', 'log-group:/prod-e-dev/backend:log-stream:1'))).toBe(true);
    expect(may('ecr:BatchGetImage', `arn:aws:ecr:eu-central-1:${images}:repository/prod-e/backend`)).toBe(
      true,
    );
    expect(may('ssm:GetParameters', of('ssm', 'parameter/prod-e/dev/backend/KEY'))).toBe(true);
    const through = { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' };
    expect(may('kms:Decrypt', of('kms', 'key/1'), through)).toBe(true);
  });

  it('keeps tasks from what is another’s, and from what deploys', () => {
    const may = bounds();
    expect(may('ssm:GetParameters', of('ssm', 'parameter/prod-e/staging/backend/KEY'))).toBe(false);
    expect(may('secretsmanager:GetSecretValue', of('secretsmanager', 'secret:any'))).toBe(false);
    expect(may('kms:Decrypt', of('kms', 'key/1'))).toBe(false);
    expect(may('ecs:UpdateService', of('ecs', 'service/prod-e-dev/prod-e-dev-backend'))).toBe(false);
    expect(may('s3:GetObject', `arn:aws:s3:::${dev.stateBucket}/dev/backend.tfstate`)).toBe(false);
    expect(may('iam:PassRole', `arn:aws:iam::${work}:role/prod-e-dev-backend-task`)).toBe(false);
    expect(
      may('elasticloadbalancing:ModifyRule', of('elasticloadbalancing', 'listener-rule/app/any/1/2/3')),
    ).toBe(false);
  });

  it('lets them read the secrets that the environment’s file places, and no others', () => {
    const secret = of('secretsmanager', 'secret:shop/key-AbCdEf');
    const may = bounds(awsEnvironment('dev', work, { secrets: { backend: { KEY: `${secret}:field::` } } }));
    expect(may('secretsmanager:GetSecretValue', secret)).toBe(true);
    expect(may('secretsmanager:GetSecretValue', of('secretsmanager', 'secret:shop/other-AbCdEf'))).toBe(
      false,
    );
  });

  it('lets Prometheus write to the environment’s workspace', () => {
    const may = bounds(awsEnvironment('dev', work, { remoteWrite: { workspace: 'ws-1a2b' } }));
    expect(may('aps:RemoteWrite', of('aps', 'workspace/ws-1a2b'))).toBe(true);
    expect(may('aps:RemoteWrite', of('aps', 'workspace/ws-other'))).toBe(false);
    expect(bounds()('aps:RemoteWrite', of('aps', 'workspace/ws-1a2b'))).toBe(false);
  });

  it('lets ECS shift traffic of the environment where rollouts are blue/green', () => {
    const may = bounds(prod);
    const rule = `arn:aws:elasticloadbalancing:eu-central-1:${live}:listener-rule/app/any/1/2/3`;
    expect(may('elasticloadbalancing:ModifyRule', rule, { 'aws:ResourceTag/environment': 'prod' })).toBe(
      true,
    );
    expect(may('elasticloadbalancing:ModifyRule', rule, { 'aws:ResourceTag/environment': 'other' })).toBe(
      false,
    );
  });

  it('names no images where they are not kept in ECR', () => {
    const registry = { kind: 'oci', host: 'registry.example.org' };
    expect(JSON.stringify(taskBoundary(awsEnvironment('dev', work, { registry })))).not.toContain('ecr:');
  });
});
