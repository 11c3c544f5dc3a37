import { synthesized, taskOf, withResource } from '../../test/synthesized.ts';
import { findingsOf } from './finding.ts';
import { invariants } from './invariants.ts';
import type { Synthesized } from './synthesized.ts';

const found = (of: Synthesized) => findingsOf(of).map(({ check, detail }) => [check, detail]);

const policy = (statement: object) =>
  withResource('aws_sns_topic_policy', { policy: JSON.stringify({ Statement: [statement] }) });
const described = (statement: object) =>
  synthesized({ data: { aws_iam_policy_document: { it: { statement: [statement] } } } });
const container = (more: object) => withResource('aws_ecs_task_definition', taskOf(more));
const rollback = { deployment_circuit_breaker: { enable: true, rollback: true } };
const domain = { domain: { name: 'lab.shop.org', zone: 'shop.org' } };
const lookup = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs.amazonaws.com' } };

describe('an invariant', () => {
  it.each<[string, string, Synthesized]>([
    ['policy-wide', 'allows s3:* on *', policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })],
    ['policy-wide', 'allows ecs:Describe* on *', described({ actions: ['ecs:Describe*'], resources: ['*'] })],
    [
      'policy-open',
      'lets everybody sns:Publish',
      policy({ Effect: 'Allow', Action: 'sns:Publish', Principal: { AWS: '*' }, Resource: '*' }),
    ],
    [
      'policy-open',
      'lets everybody s3:GetObject',
      described({ actions: ['s3:GetObject'], principals: [{ type: '*', identifiers: ['*'] }] }),
    ],
    [
      'policy-pass-role',
      'iam:PassRole on any role, or to any service',
      described({ actions: ['iam:PassRole'], resources: ['arn:aws:iam::111122223333:role/task'] }),
    ],
    [
      'policy-pass-role',
      'iam:PassRole on any role, or to any service',
      described({ actions: ['iam:PassRole'], resources: ['arn:aws:iam::1:role/*'], condition: [{}] }),
    ],
    [
      'policy-readable',
      'is written by a function of Terraform; use JSON.stringify or aws_iam_policy_document',
      withResource('aws_sns_topic_policy', { policy: '${jsonencode({"Statement" = []})}' }),
    ],
    ['role-boundary', 'has no permission boundary', withResource('aws_iam_role', { name: 'task' })],
    [
      'public-address',
      'map_public_ip_on_launch',
      withResource('aws_subnet', { map_public_ip_on_launch: true }),
    ],
    [
      'public-address',
      'assign_public_ip',
      withResource('aws_ecs_service', {
        ...{ deployment_minimum_healthy_percent: 100, ...rollback },
        network_configuration: { assign_public_ip: true },
      }),
    ],
    ['public-address', 'is of no NAT gateway', withResource('aws_eip', { domain: 'vpc' })],
    [
      'rule-description',
      'has no description',
      withResource('aws_vpc_security_group_egress_rule', { description: ' ' }),
    ],
    ['rule-description', 'has no description', withResource('aws_security_group', { name: 'web' })],
    [
      'rule-description',
      'has no description',
      withResource('aws_security_group', { description: 'Web.', ingress: [{ from_port: 80 }] }),
    ],
    ['listener-tls', 'speaks plain HTTP', withResource('aws_lb_listener', { protocol: 'HTTP' }, domain)],
    [
      'listener-tls',
      'takes TLS older than 1.2',
      withResource('aws_lb_listener', { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-2016-08' }, domain),
    ],
    ['log-retention', 'has no retention', withResource('aws_cloudwatch_log_group', { name: '/web' })],
    ['log-retention', 'has no retention', withResource('aws_cloudwatch_log_group', { retention_in_days: 0 })],
    ['kept-safely', 'has no point-in-time recovery', withResource('aws_dynamodb_table', { name: 'history' })],
    ['kept-safely', 'is not encrypted', withResource('aws_efs_file_system', {})],
    ['deletion', 'can be deleted', withResource('aws_lb', { name: 'web' }, { deletionProtection: true })],
    [
      'deletion',
      'cannot be deleted, though the environment is not protected',
      withResource('aws_lb', { enable_deletion_protection: true }),
    ],
    ['image-digest', 'web: web:latest is no digest', container({ image: 'web:latest' })],
    ['container-hardened', 'web: can write to its root', container({ readonlyRootFilesystem: false })],
    ['container-hardened', 'web: runs as root', container({ user: '0:0' })],
    ['container-hardened', 'web: is privileged', container({ privileged: true })],
    [
      'container-hardened',
      'web: keeps capabilities',
      container({ linuxParameters: { initProcessEnabled: true } }),
    ],
    [
      'container-observed',
      'web: has no init process',
      container({ linuxParameters: { capabilities: { drop: ['ALL'] } } }),
    ],
    ['container-observed', 'web: has no health check', container({ healthCheck: undefined })],
    ['container-observed', 'web: has no stop timeout', container({ stopTimeout: undefined })],
    ['container-observed', 'web: has no log', container({ logConfiguration: undefined })],
    [
      'task-roles',
      'runs with the role that starts it',
      withResource('aws_ecs_task_definition', {
        ...taskOf(),
        execution_role_arn: '${aws_iam_role.task.arn}',
      }),
    ],
    [
      'task-roles',
      'lacks a role',
      withResource('aws_ecs_task_definition', { ...taskOf(), task_role_arn: undefined }),
    ],
    [
      'rollout',
      'has no circuit breaker that rolls back',
      withResource('aws_ecs_service', { deployment_minimum_healthy_percent: 100 }),
    ],
    [
      'rollout',
      'may run fewer tasks than it should',
      withResource('aws_ecs_service', { ...rollback, deployment_minimum_healthy_percent: 50 }),
    ],
    [
      'default-tags',
      'the default tag service, managed-by is not what it should be',
      synthesized({
        provider: {
          aws: [{ allowed_account_ids: ['111122223333'], default_tags: { tags: { environment: 'lab' } } }],
        },
      }),
    ],
    ['commit', 'tag git-commit', withResource('aws_vpc', { tags: { 'git-commit': 'abc' } })],
    ['commit', 'is no variable of a deployment', synthesized({ variable: { commit: {} } })],
    ['state', 'is not encrypted', synthesized({ terraform: { backend: { s3: { use_lockfile: true } } } })],
    ['state', 'has no lock', synthesized({ terraform: { backend: { s3: { encrypt: true } } } })],
    [
      'outputs',
      'is told by no stack',
      withResource('aws_vpc', { id: '${data.terraform_remote_state.foundation.outputs.vpc}' }),
    ],
    [
      'names',
      'its name has 33 characters, AWS takes 32',
      withResource('aws_lb_target_group', { name: 'x'.repeat(33) }),
    ],
  ])('%s finds: %s', (id, detail, of) => {
    expect(found(of)).toEqual([[id, detail]]);
  });

  it.each<[string, Synthesized]>([
    ['what is denied', policy({ Effect: 'Deny', Action: '*', Resource: '*' })],
    [
      'a wildcard of actions on what has a name',
      described({ actions: ['s3:*'], resources: ['arn:aws:s3:::logs'] }),
    ],
    [
      'what can only be allowed on all',
      described({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
    ],
    ['the resource itself in its own policy', policy({ ...lookup, Action: 'kms:*', Resource: '*' })],
    ['an open policy with a condition', policy({ ...lookup, Principal: '*', Condition: { Bool: {} } })],
    [
      'a role that is handed on to one service',
      described({ actions: ['iam:PassRole'], resources: ['arn:aws:iam::1:role/task'], condition: [{}] }),
    ],
    ['plain HTTP where there is no domain', withResource('aws_lb_listener', { protocol: 'HTTP' })],
    [
      'HTTP that leads to HTTPS',
      withResource(
        'aws_lb_listener',
        { protocol: 'HTTP', default_action: [{ type: 'redirect', redirect: { protocol: 'HTTPS' } }] },
        domain,
      ),
    ],
    [
      'TLS 1.2',
      withResource(
        'aws_lb_listener',
        { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
        domain,
      ),
    ],
    [
      'the address of a NAT gateway',
      synthesized({
        resource: { aws_eip: { one: {} }, aws_nat_gateway: { it: { allocation_id: '${aws_eip.one.id}' } } },
      }),
    ],
    ['an image by its digest', container({ image: `prometheus@sha256:${'0'.repeat(64)}` })],
    [
      'a name that is known only when it is applied',
      withResource('aws_lb', { name: `\${${'x'.repeat(40)}}` }),
    ],
  ])('has nothing against %s', (_what, of) => {
    expect(found(of)).toEqual([]);
  });

  it('protects production even where it says otherwise', () => {
    const prod = withResource(
      'aws_dynamodb_table',
      { point_in_time_recovery: { enabled: true } },
      { name: 'prod' },
    );
    expect(found(prod)).toEqual([['deletion', 'can be deleted']]);
  });

  it('finds credentials of any account', () => {
    const of = synthesized({});
    delete of.stacks[0]?.json.provider['aws']?.[0]?.['allowed_account_ids'];
    expect(found(of)).toEqual([['state', 'takes credentials of any account']]);
  });

  it('finds a stack’s hash that stands elsewhere than a deployment looks', () => {
    const of = synthesized({});
    if (of.stacks[0]) of.stacks[0].stack.address = 'aws_ecs_service.web';
    expect(found(of)).toEqual([['stack-hash', 'does not carry the stack’s hash']]);
  });

  it('finds containers that nothing can be said of, by each rule on them', () => {
    const of = withResource('aws_ecs_task_definition', {
      ...taskOf(),
      container_definitions: '${jsonencode([])}',
    });
    expect(new Set(found(of).map(([, detail]) => detail))).toEqual(
      new Set(['its containers cannot be read; write them with JSON.stringify']),
    );
  });

  it('has an id of its own', () => {
    expect(new Set(invariants.map(({ id }) => id)).size).toBe(invariants.length);
  });
});
