import type { MiniStack } from '@prod-e/testing/ministack';
import { callJson, callQuery, element } from './calls.ts';
import { ofType, only, resolve, withApiNames, type Block, type StackJson } from './stack-json.ts';

/** A topic as it was synthesized, with a queue that is told what it is told. */
export interface AlarmTopic {
  publish: (message: string) => Promise<void>;
  /** Makes an alarm of a service's stack as it was synthesized, and says that it is in the state of alarm. */
  raise: (service: StackJson, id: string) => Promise<void>;
  /** Subject and text of what came since this was last asked. */
  messages: () => Promise<{ Subject?: string; Message: string }[]>;
}

export async function createAlarmTopic(
  { endpoint, region, account }: Pick<MiniStack, 'endpoint' | 'region' | 'account'>,
  foundation: StackJson,
): Promise<AlarmTopic> {
  const sns = (Action: string, input: Record<string, string>) =>
    callQuery(endpoint, 'sns', { Action, ...input });
  const arn = await createTopic(endpoint, foundation);

  const queueArn = `arn:aws:sqs:${region}:${account}:alarms`;
  const sqs = <T>(action: string, input: object) =>
    callJson<T>(endpoint, 'sqs', `AmazonSQS.${action}`, input);
  const { QueueUrl } = await sqs<{ QueueUrl: string }>('CreateQueue', {
    QueueName: 'alarms',
    Attributes: { Policy: fromTopic(arn, queueArn) },
  });
  await sns('Subscribe', { TopicArn: arn, Protocol: 'sqs', Endpoint: queueArn });

  return {
    publish: async (message) => {
      await sns('Publish', { TopicArn: arn, Message: message });
    },
    raise: async (service, id) => {
      const given = { 'data.terraform_remote_state.foundation.outputs.alarmTopicArn': arn };
      const alarm = resolve(ofType(service, 'aws_cloudwatch_metric_alarm')[id] ?? {}, service, given);
      const cloudWatch = (action: string, input: object) =>
        callJson(endpoint, 'monitoring', `GraniteServiceVersion20100801.${action}`, input);
      await cloudWatch('PutMetricAlarm', alarmRequest(alarm));
      const [AlarmName, StateValue] = [alarm['alarm_name'], 'ALARM'];
      await cloudWatch('SetAlarmState', { AlarmName, StateValue, StateReason: 'a test says so' });
    },
    messages: async () => {
      const { Messages = [] } = await sqs<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
        ...['ReceiveMessage', { QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 }],
      );
      for (const { ReceiptHandle } of Messages) await sqs('DeleteMessage', { QueueUrl, ReceiptHandle });
      return Messages.map(({ Body }) => JSON.parse(Body) as { Subject?: string; Message: string });
    },
  };
}

/** @returns its ARN */
async function createTopic(endpoint: string, foundation: StackJson): Promise<string> {
  const key = resolve(only(foundation, 'aws_kms_key'), foundation, {});
  const { KeyMetadata } = await callJson<{ KeyMetadata: { Arn: string } }>(
    ...[endpoint, 'kms', 'TrentService.CreateKey'],
    { Policy: key['policy'], Description: key['description'] },
  );
  const topic = resolve(only(foundation, 'aws_sns_topic'), foundation, {
    'aws_kms_key.key.arn': KeyMetadata.Arn,
  });
  const xml = await callQuery(endpoint, 'sns', {
    ...{ Action: 'CreateTopic', Name: String(topic['name']) },
    'Attributes.entry.1.key': 'KmsMasterKeyId',
    'Attributes.entry.1.value': String(topic['kms_master_key_id']),
  });
  const arn = element(xml, 'TopicArn');
  const { policy } = resolve(only(foundation, 'aws_sns_topic_policy'), foundation, {
    'aws_sns_topic.alarms.arn': arn,
  });
  await callQuery(endpoint, 'sns', {
    ...{ Action: 'SetTopicAttributes', TopicArn: arn, AttributeName: 'Policy' },
    AttributeValue: String(policy),
  });
  return arn;
}

/** Lets the topic, and nothing else, put messages into the queue. */
const fromTopic = (topicArn: string, queueArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' },
        ...{ Resource: queueArn, Condition: { ArnEquals: { 'aws:SourceArn': topicArn } } },
      },
    ],
  });

function alarmRequest({ dimensions = {}, ok_actions: OKActions, ...alarm }: Block): object {
  return {
    ...(withApiNames(alarm, 'C') as object),
    OKActions,
    Dimensions: Object.entries(dimensions as object).map(([Name, Value]) => ({ Name, Value: String(Value) })),
  };
}
