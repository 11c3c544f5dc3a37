import { foundationJson } from '../../../../test/foundation.ts';

describe('the cluster', () => {
  it('carries what a deployment reads of the foundation', () => {
    const { address, resources } = foundationJson();
    const [type = '', id = ''] = address.split('.');
    expect(resources(type)[id]?.['tags']).toEqual({
      'prod-e.environment': 'lab',
      'prod-e.stack': 'foundation',
      'prod-e.stack-hash': '${var.stack_hash}',
    });
  });

  it('is called as the environment says', () => {
    expect(foundationJson().only('aws_ecs_cluster')['name']).toBe('prod-e-lab');
    expect(foundationJson({ cluster: 'other' }).only('aws_ecs_cluster')['name']).toBe('other');
  });

  it('has Container Insights, whose logs are made before ECS would, which kept them for ever', () => {
    const { only, resources } = foundationJson({ cluster: 'other', retentionDays: 14 });
    expect(only('aws_ecs_cluster')).toMatchObject({
      setting: [{ name: 'containerInsights', value: 'enabled' }],
      depends_on: ['aws_cloudwatch_log_group.insights-logs'],
    });
    expect(resources('aws_cloudwatch_log_group')['insights-logs']).toMatchObject({
      name: '/aws/ecs/containerinsights/other/performance',
      retention_in_days: 14,
    });
  });

  it('would put sessions in a container on record', () => {
    expect(foundationJson().only('aws_ecs_cluster')['configuration']).toEqual({
      execute_command_configuration: {
        kms_key_id: '${aws_kms_key.key.arn}',
        logging: 'OVERRIDE',
        log_configuration: {
          cloud_watch_encryption_enabled: true,
          cloud_watch_log_group_name: '${aws_cloudwatch_log_group.exec-logs.name}',
        },
      },
    });
  });

  it.each([
    [0, [['FARGATE', 100]]],
    [100, [['FARGATE_SPOT', 100]]],
    [
      70,
      [
        ['FARGATE', 30],
        ['FARGATE_SPOT', 70],
      ],
    ],
  ])('shares tasks out for %d percent on Spot', (spotPercent, expected) => {
    const strategy = foundationJson({ spotPercent }).only('aws_ecs_cluster_capacity_providers')[
      'default_capacity_provider_strategy'
    ] as { capacity_provider: string; weight: number }[];
    expect(strategy.map(({ capacity_provider, weight }) => [capacity_provider, weight])).toEqual(expected);
  });
});
