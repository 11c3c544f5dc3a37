import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';
import { policy } from '../policy.ts';

export interface AlarmTopicProps {
  environment: AwsEnvironment;
  keyArn: string;
}

/**
 * Where alarms, failed deployments and the budget are told, and who is told of them by mail.
 *
 * @returns ARN of a topic that AWS may publish to already
 */
export function alarmTopic(stack: TerraformStack, { environment, keyArn }: AlarmTopicProps): string {
  const { account, alarms } = environment;
  const { arn } = new SnsTopic(stack, 'alarms', {
    name: named(environment, 'alarms'),
    kmsMasterKeyId: keyArn,
  });
  // A subscription is confirmed by a person: it must not be made anew because another was added before it.
  for (const email of alarms.emails) {
    new SnsTopicSubscription(stack, `alarms-to-${email.replaceAll(/[^\w]+/g, '-')}`, {
      ...{ topicArn: arn, protocol: 'email', endpoint: email },
    });
  }
  const publish = { Effect: 'Allow', Action: 'sns:Publish', Resource: arn } as const;
  return new SnsTopicPolicy(stack, 'alarms-policy', {
    arn,
    policy: policy(
      {
        ...{ ...publish, Sid: 'AlarmsAndBudgets' },
        Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
      // EventBridge meets no condition of a topic. It publishes for rules of the topic's own account only.
      { ...publish, Sid: 'Events', Principal: { Service: 'events.amazonaws.com' } },
    ),
  }).arn;
}
