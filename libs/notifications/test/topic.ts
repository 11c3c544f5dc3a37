import type { MiniStack } from '@prod-e/testing/ministack';

/** A topic with a queue that has subscribed to it. */
export interface Topic {
  arn: string;
  /** The next message, as SNS hands it on; nothing when none comes. */
  receive: () => Promise<SnsMessage | undefined>;
}

export interface SnsMessage {
  Subject: string;
  Message: string;
  MessageAttributes: Record<string, { Type: string; Value: string }>;
}

/** @param filter the subscription's policy: which values of message attributes it wants */
export async function createTopic(
  aws: MiniStack,
  name: string,
  filter?: Record<string, string[]>,
): Promise<Topic> {
  const { CreateTopicCommand, SNSClient, SubscribeCommand } = await import('@aws-sdk/client-sns');
  const sns = new SNSClient({
    region: aws.region,
    endpoint: aws.endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TopicArn: arn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const { QueueUrl } = await sqs<{ QueueUrl: string }>(aws, 'CreateQueue', { QueueName: name });
  await sns.send(
    new SubscribeCommand({
      TopicArn: arn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:${aws.region}:${aws.account}:${name}`,
      ...(filter && { Attributes: { FilterPolicy: JSON.stringify(filter) } }),
    }),
  );
  sns.destroy();
  return {
    arn,
    async receive() {
      const { Messages = [] } = await sqs<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
        aws,
        'ReceiveMessage',
        { QueueUrl, WaitTimeSeconds: 1 },
      );
      const [message] = Messages;
      if (!message) return undefined;
      await sqs(aws, 'DeleteMessage', { QueueUrl, ReceiptHandle: message.ReceiptHandle });
      return JSON.parse(message.Body) as SnsMessage;
    },
  };
}

/** SQS by its JSON protocol, for which the tests need no client of their own. */
async function sqs<T>(aws: MiniStack, action: string, input: unknown): Promise<T> {
  const response = await fetch(aws.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${aws.region}/sqs/aws4_request`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`SQS ${action}: ${text}`);
  return JSON.parse(text || '{}') as T;
}
