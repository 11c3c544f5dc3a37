import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { arnOf, logGroupName, named, taskBoundaryArn } from '../names.ts';
import { policy } from '../policy.ts';
import { logGroup } from './log-group.ts';

export interface FlowLogsProps {
  environment: AwsEnvironment;
  vpcId: string;
  keyArn: string;
}

/** Who spoke to whom in the VPC, and was let through or not. */
export function flowLogs(stack: TerraformStack, { environment, vpcId, keyArn }: FlowLogsProps): void {
  const name = logGroupName(environment, 'vpc/flow-logs');
  const { arn } = logGroup(stack, 'flow-logs', { environment, name, keyArn });
  const role = new IamRole(stack, 'flow-logs-role', {
    name: named(environment, 'flow-logs'),
    description: 'Lets VPC flow logs write to their log group.',
    permissionsBoundary: taskBoundaryArn(environment),
    assumeRolePolicy: policy({
      ...{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'vpc-flow-logs.amazonaws.com' } },
      Condition: {
        StringEquals: { 'aws:SourceAccount': environment.account },
        ArnLike: { 'aws:SourceArn': arnOf(environment, 'ec2', 'vpc-flow-log/*') },
      },
    }),
  });
  new IamRolePolicy(stack, 'flow-logs-policy', {
    ...{ name: 'write', role: role.id },
    policy: policy({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: [arn, `${arn}:*`],
    }),
  });
  new FlowLog(stack, 'flow-log', {
    ...{ vpcId, trafficType: 'ALL', maxAggregationInterval: 600 },
    ...{ logDestinationType: 'cloud-watch-logs', logDestination: arn, iamRoleArn: role.arn },
    tags: { Name: named(environment, 'vpc') },
  });
}
