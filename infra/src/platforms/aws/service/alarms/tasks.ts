import type { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { TerraformStack } from 'cdktf';
import type { ServiceProps } from '../props.ts';
import { expressionAlarm, metricAlarm, type Metric } from './alarm.ts';

const metric = (
  { environment, resource }: ServiceProps,
  namespace: 'AWS/ECS' | 'ECS/ContainerInsights',
  metricName: string,
): Metric => ({
  ...{ namespace, metricName, stat: 'Average' },
  dimensions: { ClusterName: environment.cluster, ServiceName: resource },
});

/** Above it the kernel will soon kill. */
const memoryPercent = 90;

export const memoryAlarm = (stack: TerraformStack, props: ServiceProps): CloudwatchMetricAlarm =>
  metricAlarm(stack, props, 'memory', metric(props, 'AWS/ECS', 'MemoryUtilization'), {
    description: `Tasks of ${props.service.definition.name} use more than ${memoryPercent} % of their memory.`,
    ...{ threshold: memoryPercent, of: 3, bad: 3 },
  });

/** Not of a deployment: to have fewer tasks for a while is what some deployments do. */
export const runningAlarm = (stack: TerraformStack, props: ServiceProps): CloudwatchMetricAlarm =>
  expressionAlarm(
    stack,
    props,
    'running',
    {
      expression: 'desired - running',
      label: 'Tasks that are missing',
      metrics: {
        desired: metric(props, 'ECS/ContainerInsights', 'DesiredTaskCount'),
        running: metric(props, 'ECS/ContainerInsights', 'RunningTaskCount'),
      },
    },
    {
      description: `Fewer tasks of ${props.service.definition.name} run than should.`,
      ...{ threshold: 0, of: 5, bad: 5 },
    },
  );
