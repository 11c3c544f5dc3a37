import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';

export interface LoadBalancerAlarmProps {
  environment: AwsEnvironment;
  /** As CloudWatch's metrics name the load balancer. */
  suffix: string;
  topicArn: string;
}

/** In a minute. Strangers who speak no proper HTTP get some at any time. */
const errors = 5;

/**
 * Told when the load balancer answers with errors of its own, which no service's metrics have: no task to ask, or one
 * that closed the connection before it had answered.
 */
export function loadBalancerAlarm(
  stack: TerraformStack,
  { environment, suffix, topicArn }: LoadBalancerAlarmProps,
): void {
  new CloudwatchMetricAlarm(stack, 'load-balancer-alarm', {
    // Without a word before 5xx, which could be a service's name.
    alarmName: named(environment, '5xx'),
    alarmDescription: `The load balancer of ${environment.name} gives more than ${errors} errors (5xx) of its own a minute.`,
    ...{ namespace: 'AWS/ApplicationELB', metricName: 'HTTPCode_ELB_5XX_Count', statistic: 'Sum' },
    ...{ dimensions: { LoadBalancer: suffix }, period: 60, evaluationPeriods: 3, datapointsToAlarm: 2 },
    ...{ comparisonOperator: 'GreaterThanThreshold', threshold: errors, treatMissingData: 'notBreaching' },
    ...{ alarmActions: [topicArn], okActions: [topicArn] },
  });
}
