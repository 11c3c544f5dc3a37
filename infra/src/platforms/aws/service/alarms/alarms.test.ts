import {
  awsEnvironment,
  prometheus,
  synthService,
  synthStack,
  told,
  type Resource,
  type Synthesized,
} from '../../../../../test/ecs-service.ts';

interface Query {
  id: string;
  expression?: string;
  return_data?: boolean;
  metric?: Resource;
}

const alarmsOf = ({ all }: Synthesized) => all('aws_cloudwatch_metric_alarm');
const queriesOf = (alarm: Resource | undefined) => alarm?.['metric_query'] as Query[];
const ofPublic = alarmsOf(
  synthService({ access: 'public' }, { alarms: { errorPercent: 2.5, p99Milliseconds: 300 } }),
);
const ofPrivate = alarmsOf(synthService());

describe('the alarms of a service', () => {
  it('are on its tasks and its log, and of a public one on its answers too', () => {
    const tasks = ['alarm-errors', 'alarm-memory', 'alarm-running'];
    expect(Object.keys(ofPrivate).sort()).toEqual(tasks);
    expect(Object.keys(ofPublic).sort()).toEqual(
      [...tasks, 'alarm-5xx', 'alarm-latency', 'alarm-unhealthy'].sort(),
    );
  });

  it.each(Object.entries(ofPublic))('tell the topic when it begins and when it is over: %s', (id, alarm) => {
    expect(alarm).toMatchObject({
      alarm_name: `prod-e-dev-web-${id.replace('alarm-', '')}`,
      alarm_description: expect.stringMatching(/web.*\.$/),
      alarm_actions: [told('alarmTopicArn')],
      ok_actions: [told('alarmTopicArn')],
      treat_missing_data: 'notBreaching',
    });
  });

  it('are of this target group alone', () => {
    const dimensions = {
      LoadBalancer: told('loadBalancerSuffix'),
      TargetGroup: '${aws_lb_target_group.target-group.arn_suffix}',
    };
    expect(ofPublic['alarm-latency']).toMatchObject({ dimensions });
    expect(ofPublic['alarm-unhealthy']).toMatchObject({ dimensions });
    expect(queriesOf(ofPublic['alarm-5xx']).slice(1)).toMatchObject([
      { id: 'errors', metric: { metric_name: 'HTTPCode_Target_5XX_Count', dimensions } },
      { id: 'refused', metric: { metric_name: 'TargetConnectionErrorCount', dimensions } },
      { id: 'requests', metric: { metric_name: 'RequestCount', dimensions } },
    ]);
  });

  it('count a connection that is refused as they do an error', () => {
    expect(queriesOf(ofPublic['alarm-5xx'])[0]?.expression).toBe(
      'IF(requests > 0, 100 * (FILL(errors, 0) + FILL(refused, 0)) / requests, 0)',
    );
  });

  it('go off where the environment says', () => {
    expect(ofPublic['alarm-5xx']).toMatchObject({
      threshold: 2.5,
      comparison_operator: 'GreaterThanThreshold',
    });
    // CloudWatch counts in seconds.
    expect(ofPublic['alarm-latency']).toMatchObject({ threshold: 0.3, extended_statistic: 'p99' });
  });

  it('are on one result of a calculation each', () => {
    for (const id of ['alarm-5xx', 'alarm-running']) {
      expect(queriesOf(ofPublic[id]).filter((query) => query.return_data)).toHaveLength(1);
      expect(ofPublic[id]).not.toHaveProperty('metric_name');
    }
  });

  it('tell of fewer tasks than wanted, by Container Insights', () => {
    const metric = (name: string) => ({
      ...{ namespace: 'ECS/ContainerInsights', metric_name: name },
      dimensions: { ClusterName: 'prod-e-dev', ServiceName: 'prod-e-dev-web' },
    });
    expect(queriesOf(ofPrivate['alarm-running'])).toMatchObject([
      { expression: 'desired - running' },
      { id: 'desired', metric: metric('DesiredTaskCount') },
      { id: 'running', metric: metric('RunningTaskCount') },
    ]);
  });
});

describe('errors in the log', () => {
  const filter = ({ the }: Synthesized) => the('aws_cloudwatch_log_metric_filter', 'log-errors');

  it('are lines of pino’s level 50 and above', () => {
    expect(filter(synthService())).toMatchObject({
      log_group_name: '${aws_cloudwatch_log_group.logs.name}',
      pattern: '{ $.level >= 50 }',
    });
  });

  it('are Prometheus’s own, of Prometheus', () => {
    expect(filter(synthStack(prometheus, awsEnvironment()))['pattern']).toBe('?"level=error" ?"level=ERROR"');
  });

  it('are counted by the metric that the alarm looks at', () => {
    const [namespace, name] = ['prod-e-dev', 'web-errors'];
    expect(filter(synthService())['metric_transformation']).toMatchObject({ namespace, name });
    expect(ofPrivate['alarm-errors']).toMatchObject({ namespace, metric_name: name, statistic: 'Sum' });
  });
});
