import { synthService, told } from '../../../../test/ecs-service.ts';

const scaled = { scaling: { min: 2, max: 6 } };
const open = { ...scaled, access: 'public' } as const;
const ofType = (type: 'target' | 'policy', ...of: Parameters<typeof synthService>) =>
  Object.values(synthService(...of).all(`aws_appautoscaling_${type}`));
const running = (...of: Parameters<typeof synthService>) => synthService(...of).running;

describe('scaling', () => {
  it('keeps within the bounds of the service.json', () => {
    expect(ofType('target', scaled)).toEqual([
      expect.objectContaining({
        resource_id: 'service/prod-e-dev/${aws_ecs_service.service.name}',
        scalable_dimension: 'ecs:service:DesiredCount',
        service_namespace: 'ecs',
        ...{ min_capacity: 2, max_capacity: 6 },
      }),
    ]);
  });

  it('keeps within those of the environment, where it has others', () => {
    const services = { web: { scaling: { min: 3, max: 30 } } };
    expect(ofType('target', scaled, { services })).toEqual([
      expect.objectContaining({ min_capacity: 3, max_capacity: 30 }),
    ]);
    expect(running(scaled, { services })['desired_count']).toBe(3);
  });

  it('goes by CPU, and by requests where the load balancer counts them', () => {
    const metrics = (...of: Parameters<typeof synthService>) =>
      ofType('policy', ...of).map((policy) => policy['target_tracking_scaling_policy_configuration']);
    const by = (metric: object): unknown =>
      expect.objectContaining({ predefined_metric_specification: metric });
    const cpu = by({ predefined_metric_type: 'ECSServiceAverageCPUUtilization' });
    expect(metrics(scaled)).toEqual([cpu]);
    expect(metrics(open)).toEqual([
      cpu,
      by({
        predefined_metric_type: 'ALBRequestCountPerTarget',
        resource_label: `${told('loadBalancerSuffix')}/\${aws_lb_target_group.target-group.arn_suffix}`,
      }),
    ]);
    expect(metrics(open, { rollout: 'blue-green' })).toEqual([cpu]);
  });

  it('alone says how many tasks there are, from the second deployment on', () => {
    expect(running(scaled)).toMatchObject({
      desired_count: 2,
      lifecycle: { ignore_changes: ['desired_count'] },
    });
  });

  it('is not there where there is nothing to choose, and Terraform says how many tasks there are', () => {
    const fixed = { scaling: { min: 2, max: 2 } };
    expect(ofType('target', fixed)).toEqual([]);
    expect(ofType('policy', fixed)).toEqual([]);
    expect(running(fixed)['desired_count']).toBe(2);
    expect(running(fixed)).not.toHaveProperty('lifecycle');
  });
});
