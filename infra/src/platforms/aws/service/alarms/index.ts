import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { TerraformStack } from 'cdktf';
import type { LoadBalancing } from '../load-balancing.ts';
import type { ServiceProps } from '../props.ts';
import { answerAlarms } from './answers.ts';
import { logErrorsAlarm } from './log-errors.ts';
import { memoryAlarm, runningAlarm } from './tasks.ts';

export interface Watched {
  logs: CloudwatchLogGroup;
  balancing: LoadBalancing | undefined;
}

/**
 * What people are told of.
 *
 * @returns names of those by which ECS takes a deployment back
 */
export function alarms(stack: TerraformStack, props: ServiceProps, { logs, balancing }: Watched): string[] {
  runningAlarm(stack, props);
  const ofDeployments = [
    ...(balancing ? answerAlarms(stack, props, balancing) : []),
    memoryAlarm(stack, props),
    logErrorsAlarm(stack, props, logs),
  ];
  return ofDeployments.map(({ alarmName }) => alarmName);
}
