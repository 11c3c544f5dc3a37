import type { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import type { TerraformStack } from 'cdktf';
import type { LoadBalancing } from '../load-balancing.ts';
import type { ServiceProps } from '../props.ts';
import { expressionAlarm, metricAlarm, type Metric } from './alarm.ts';

/** Alarms on how a public service answers: of each of its target groups, since either may be the live one. */
export function answerAlarms(
  stack: TerraformStack,
  props: ServiceProps,
  { targetGroup, alternate }: LoadBalancing,
): CloudwatchMetricAlarm[] {
  return [
    ...ofTargetGroup(stack, props, targetGroup, ''),
    ...(alternate ? ofTargetGroup(stack, props, alternate, '-alternate') : []),
  ];
}

/** Two bad minutes of three. */
const soon = { of: 3, bad: 2 };

function ofTargetGroup(
  stack: TerraformStack,
  props: ServiceProps,
  { arnSuffix }: LbTargetGroup,
  end: '' | '-alternate',
): CloudwatchMetricAlarm[] {
  const { name } = props.service.definition;
  const { errorPercent, p99Milliseconds } = props.environment.alarms;
  const metric = (metricName: string, stat: string): Metric => ({
    ...{ namespace: 'AWS/ApplicationELB', metricName, stat },
    dimensions: { LoadBalancer: props.foundation.loadBalancerSuffix, TargetGroup: arnSuffix },
  });
  return [
    expressionAlarm(
      stack,
      props,
      `5xx${end}`,
      {
        // A metric of errors is there only when there are any. A connection that is refused has no answer to count.
        expression: 'IF(requests > 0, 100 * (FILL(errors, 0) + FILL(refused, 0)) / requests, 0)',
        label: 'Percent of requests that fail',
        metrics: {
          errors: metric('HTTPCode_Target_5XX_Count', 'Sum'),
          refused: metric('TargetConnectionErrorCount', 'Sum'),
          requests: metric('RequestCount', 'Sum'),
        },
      },
      {
        description: `More than ${errorPercent} % of the requests to ${name} fail: errors (5xx), or no connection.`,
        ...{ threshold: errorPercent, ...soon },
      },
    ),
    metricAlarm(stack, props, `latency${end}`, metric('TargetResponseTime', 'p99'), {
      description: `One in a hundred answers of ${name} takes more than ${p99Milliseconds} ms.`,
      ...{ threshold: p99Milliseconds / 1000, ...soon },
      // Of a few requests the slowest is no percentile.
      evaluateLowSampleCountPercentiles: 'ignore',
    }),
    metricAlarm(stack, props, `unhealthy${end}`, metric('UnHealthyHostCount', 'Maximum'), {
      description: `A task of ${name} is not ready, so the load balancer leaves it out.`,
      ...{ threshold: 0, ...soon },
    }),
  ];
}
