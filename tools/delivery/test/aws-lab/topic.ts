import { awsJson } from './aws-json.ts';

/** A topic of SNS, with a queue that has subscribed to it. */
export interface Topic {
  arn: string;
  /** Subjects of the messages that came since this was last asked, in any order. */
  subjects: () => Promise<string[]>;
}

export async function createTopic(endpoint: string, region: string, account: string): Promise<Topic> {
  const { CreateTopicCommand, SNSClient, SubscribeCommand } = await import('@aws-sdk/client-sns');
  const sns = new SNSClient({ region, endpoint });
  const sqs = <T>(action: string, input: object) => awsJson<T>(endpoint, `AmazonSQS.${action}`, input);
  const name = 'deployments';
  const { TopicArn: arn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const { QueueUrl } = await sqs<{ QueueUrl: string }>('CreateQueue', { QueueName: name });
  const queue = `arn:aws:sqs:${region}:${account}:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn: arn, Protocol: 'sqs', Endpoint: queue }));
  sns.destroy();
  return {
    arn,
    async subjects() {
      const found: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
          'ReceiveMessage',
          { QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 },
        );
        if (Messages.length === 0) return found;
        for (const { Body, ReceiptHandle } of Messages) {
          found.push((JSON.parse(Body) as { Subject: string }).Subject);
          await sqs('DeleteMessage', { QueueUrl, ReceiptHandle });
        }
      }
    },
  };
}
