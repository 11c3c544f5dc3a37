import { statementsOf, synthService, told } from '../../../../test/ecs-service.ts';

const open = { access: 'public' } as const;
const blueGreen = { rollout: 'blue-green' };
const running = (...of: Parameters<typeof synthService>) => synthService(...of).running;

describe('the ECS service', () => {
  it('carries what a deployment reads of what is live', () => {
    expect(running()).toMatchObject({
      name: 'prod-e-dev-web',
      cluster: told('clusterArn'),
      tags: {
        'prod-e.environment': 'dev',
        'prod-e.stack': 'web',
        'prod-e.service': 'web',
        'prod-e.stack-hash': '${var.stack_hash}',
        'prod-e.input-tag': '${var.input_tag}',
      },
      propagate_tags: 'SERVICE',
      enable_ecs_managed_tags: true,
    });
  });

  it('stands at the address that is handed to the deployment', () => {
    const { address, the } = synthService();
    const [type = '', id = ''] = address.split('.');
    expect(the(type, id)['tags']).toHaveProperty(['prod-e.stack-hash']);
  });

  it('is not waited for by Terraform: the deployment does, and tells what it sees', () => {
    expect(running()['wait_for_steady_state']).toBe(false);
  });

  it.each([
    [0, [{ capacity_provider: 'FARGATE', weight: 100 }]],
    [
      70,
      [
        { capacity_provider: 'FARGATE', weight: 30 },
        { capacity_provider: 'FARGATE_SPOT', weight: 70 },
      ],
    ],
  ])('runs %d %% of its tasks on Spot, and is updated where that changes', (spotPercent, strategy) => {
    const service = running({}, { spotPercent });
    expect(service['capacity_provider_strategy']).toEqual(strategy);
    expect(service).not.toHaveProperty('launch_type');
    expect(service['force_new_deployment']).toBe(true);
  });
});

describe('a rollout', () => {
  it.each([
    ['private', {}, {}],
    ['public', open, {}],
    ['private, in an environment of blue/green', {}, blueGreen],
  ])('replaces task by task, never fewer than wanted: %s', (_what, definition, environment) => {
    expect(running(definition, environment)).toMatchObject({
      deployment_configuration: { strategy: 'ROLLING' },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      availability_zone_rebalancing: 'ENABLED',
    });
  });

  it('is put back by ECS where tasks do not start', () => {
    expect(running()['deployment_circuit_breaker']).toEqual({ enable: true, rollback: true });
  });

  it('is put back by ECS where an alarm goes off, but for that on missing tasks', () => {
    const named = (...ids: string[]) => ({
      ...{ enable: true, rollback: true },
      alarm_names: ids.map((id) => `\${aws_cloudwatch_metric_alarm.alarm-${id}.alarm_name}`),
    });
    expect(running()['alarms']).toEqual(named('memory', 'errors'));
    expect(running(open)['alarms']).toEqual(named('5xx', 'latency', 'unhealthy', 'memory', 'errors'));
  });
});

describe('a rollout by blue/green', () => {
  const placed = synthService(open, blueGreen);
  const groups = ['target-group', 'alternate-target-group'].map((id) => `\${aws_lb_target_group.${id}.arn}`);

  it('brings the new release up beside the old one, which is kept for five minutes more', () => {
    expect(placed.running).toMatchObject({
      deployment_configuration: { strategy: 'BLUE_GREEN', bake_time_in_minutes: '5' },
      load_balancer: [
        {
          target_group_arn: groups[0],
          advanced_configuration: {
            alternate_target_group_arn: groups[1],
            production_listener_rule: '${aws_lb_listener_rule.listener-rule.arn}',
            role_arn: '${aws_iam_role.infrastructure-role.arn}',
          },
        },
      ],
    });
  });

  it('begins with the first target group, and leaves it to ECS from then on', () => {
    expect(placed.the('aws_lb_listener_rule', 'listener-rule')).toMatchObject({
      action: [
        {
          type: 'forward',
          forward: {
            target_group: [
              { arn: groups[0], weight: 100 },
              { arn: groups[1], weight: 0 },
            ],
          },
        },
      ],
      lifecycle: { ignore_changes: ['action'] },
    });
    expect(placed.running['lifecycle']).toEqual({ ignore_changes: ['load_balancer'] });
  });

  it('lets ECS move requests by just this rule, between just these target groups', () => {
    const policy = placed.the('aws_iam_role_policy', 'infrastructure-policy');
    expect(statementsOf(policy)).toMatchObject({
      MoveRequests: {
        Action: ['elasticloadbalancing:ModifyRule'],
        Resource: ['${aws_lb_listener_rule.listener-rule.arn}'],
      },
      MoveTasks: { Resource: groups },
    });
    expect(placed.running['depends_on']).toContain('aws_iam_role_policy.infrastructure-policy');
  });

  it('is watched in both target groups', () => {
    const alarms = Object.keys(placed.all('aws_cloudwatch_metric_alarm'));
    expect(alarms).toEqual(
      expect.arrayContaining([
        'alarm-5xx',
        'alarm-5xx-alternate',
        'alarm-latency',
        'alarm-latency-alternate',
      ]),
    );
  });
});
