import { foundationJson } from '../../../../test/foundation.ts';

describe('the alarm of the load balancer', () => {
  const alarm = foundationJson().only('aws_cloudwatch_metric_alarm');

  it('is on errors that it answers itself, whichever service was meant', () => {
    expect(alarm).toMatchObject({
      ...{ namespace: 'AWS/ApplicationELB', metric_name: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum' },
      dimensions: { LoadBalancer: '${aws_lb.load-balancer.arn_suffix}' },
    });
  });

  it('tells the topic when it begins and when it is over', () => {
    const topic = ['${aws_sns_topic_policy.alarms-policy.arn}'];
    expect(alarm).toMatchObject({ alarm_actions: topic, ok_actions: topic });
  });

  it('is quiet where there are no errors, of which there is no metric then', () => {
    expect(alarm).toMatchObject({ treat_missing_data: 'notBreaching' });
  });

  it('has a name that is no service’s', () => {
    expect(alarm['alarm_name']).toBe('prod-e-lab-5xx');
  });
});
