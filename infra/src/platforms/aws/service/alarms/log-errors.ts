import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter/index.js';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { environmentPrefix } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { traitsOf } from '../bases.ts';
import type { ServiceProps } from '../props.ts';
import { metricAlarm } from './alarm.ts';

/** Errors a minute that are more than a request gone wrong. */
const perMinute = 10;

/** Counts the lines that tell of an error. */
export function logErrorsAlarm(
  stack: TerraformStack,
  props: ServiceProps,
  logs: CloudwatchLogGroup,
): CloudwatchMetricAlarm {
  const { environment, service, resource } = props;
  const { name } = service.definition;
  const counted = { namespace: environmentPrefix(environment.name), metricName: `${name}-errors` };
  new CloudwatchLogMetricFilter(stack, 'log-errors', {
    name: `${resource}-errors`,
    logGroupName: logs.name,
    pattern: traitsOf(service.definition).errorLines,
    metricTransformation: {
      ...{ namespace: counted.namespace, name: counted.metricName },
      ...{ value: '1', defaultValue: '0', unit: 'Count' },
    },
  });
  return metricAlarm(
    stack,
    props,
    'errors',
    { ...counted, stat: 'Sum' },
    {
      description: `${name} logs more than ${perMinute} errors a minute.`,
      ...{ threshold: perMinute, of: 3, bad: 2 },
    },
  );
}
