const lost = (what: string) => `the emulator does not keep ${what}`;

/** What Terraform would change for ever in an AWS of this machine, by address; on the real one there is no such thing. */
export const differences = [
  { address: 'aws_flow_log.flow-log', reason: lost('the role, the interval and the tags of flow logs') },
  ...['dynamodb', 's3'].map((service) => ({
    address: `aws_vpc_endpoint.${service}-endpoint`,
    reason: lost('policies of endpoints'),
  })),
  ...['ecr-api', 'ecr-dkr', 'logs'].map((service) => ({
    address: `aws_vpc_endpoint.${service}-endpoint`,
    reason: lost('policies, groups and private DNS of endpoints'),
  })),
  ...['5xx', 'latency', 'running'].map((alarm) => ({
    address: `aws_cloudwatch_metric_alarm.alarm-${alarm}`,
    reason: 'the emulator gives a statistic and a period to alarms that have an expression or a percentile',
  })),
  { address: 'aws_ecs_service.service', reason: lost('availability_zone_rebalancing') },
  { address: 'aws_efs_file_system_policy.data-policy', reason: lost('policies of file systems') },
];
