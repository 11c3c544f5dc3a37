import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmMetricQuery,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { TerraformStack } from 'cdktf';
import type { ServiceProps } from '../props.ts';

/** Seconds of a datapoint. */
const period = 60;

/** Ends of names, by which a service's alarms are known. */
export type AlarmName =
  `${'5xx' | 'latency' | 'unhealthy'}${'' | '-alternate'}` | 'memory' | 'errors' | 'running';

export interface AlarmProps {
  description: string;
  /** Minutes looked at, and how many of them have to be bad. */
  of: number;
  bad: number;
  /** Above it is bad. */
  threshold: number;
  evaluateLowSampleCountPercentiles?: 'ignore';
}

/** A metric as CloudWatch names it, by `Average`, `Sum` or `p99`. */
export interface Metric {
  namespace: string;
  metricName: string;
  stat: string;
  dimensions?: Record<string, string>;
}

/** Told to the topic when it begins and when it is over. No data is no fault: there may be no requests. */
const common = (
  { resource, foundation }: ServiceProps,
  name: AlarmName,
  { description, of, bad, ...rest }: AlarmProps,
) => ({
  alarmName: `${resource}-${name}`,
  alarmDescription: description,
  evaluationPeriods: of,
  datapointsToAlarm: bad,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
  alarmActions: [foundation.alarmTopicArn],
  okActions: [foundation.alarmTopicArn],
  ...rest,
});

export function metricAlarm(
  stack: TerraformStack,
  props: ServiceProps,
  name: AlarmName,
  { stat, ...metric }: Metric,
  alarm: AlarmProps,
): CloudwatchMetricAlarm {
  const statistic = stat.startsWith('p') ? { extendedStatistic: stat } : { statistic: stat };
  return new CloudwatchMetricAlarm(stack, `alarm-${name}`, {
    ...common(props, name, alarm),
    ...{ ...metric, ...statistic, period },
  });
}

/**
 * An alarm on what is calculated from metrics.
 *
 * @param expression of CloudWatch, over the ids of `metrics`
 */
export function expressionAlarm(
  stack: TerraformStack,
  props: ServiceProps,
  name: AlarmName,
  { expression, label, metrics }: { expression: string; label: string; metrics: Record<string, Metric> },
  alarm: AlarmProps,
): CloudwatchMetricAlarm {
  const inputs = Object.entries(metrics).map(([id, metric]): CloudwatchMetricAlarmMetricQuery => ({
    id,
    metric: { ...metric, period },
  }));
  return new CloudwatchMetricAlarm(stack, `alarm-${name}`, {
    ...common(props, name, alarm),
    metricQuery: [{ id: 'result', expression, label, returnData: true }, ...inputs],
  });
}
