import { freePort } from '@prod-e/testing/fixtures';
import { describeWithMiniStack, type MiniStack, startMiniStack } from '@prod-e/testing/ministack';
import { aDelivery } from '../../test/delivery.ts';
import { anEvent } from '../../test/event.ts';
import { answer, hang, startServer } from '../../test/server.ts';
import { createTopic } from '../../test/topic.ts';
import type { DeliveryEvent } from '../event.ts';
import { mail } from '../templates/mail.ts';
import { publishToTopic } from './email.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

interface Given {
  topicArn?: string;
  endpoint: string;
  event?: DeliveryEvent;
  env?: Record<string, string>;
}

const publish = ({
  topicArn = 'arn:aws:sns:us-east-1:000000000000:none',
  endpoint,
  event = anEvent(),
  env = credentials,
}: Given) => {
  const delivery = aDelivery({ event, env });
  const channel = { kind: 'email' as const, topicArn, region: 'us-east-1', endpoint, on: [] };
  return publishToTopic(channel, delivery).finally(delivery.clear);
};

describeWithMiniStack('publishToTopic, with SNS', () => {
  let aws: MiniStack;
  beforeAll(async () => {
    aws = await startMiniStack();
  });
  afterAll(() => aws.stop());

  it('mails subject and text to those who have subscribed', async () => {
    const topic = await createTopic(aws, 'all');
    const event = anEvent({ reason: 'täglich & <grüße>' });
    expect(await publish({ topicArn: topic.arn, endpoint: aws.endpoint, event })).toBe('sent');
    const { subject, body } = mail(event);
    expect(await topic.receive()).toMatchObject({ Subject: subject, Message: body });
  });

  it('tells environment and kind as attributes', async () => {
    const topic = await createTopic(aws, 'attributes');
    const event = anEvent({ kind: 'rolled back', environment: 'prod\n' });
    await publish({ topicArn: topic.arn, endpoint: aws.endpoint, event });
    expect((await topic.receive())?.MessageAttributes).toEqual({
      environment: { Type: 'String', Value: 'prod' },
      kind: { Type: 'String', Value: 'rolled back' },
    });
  });

  it('lets a subscription choose', async () => {
    const topic = await createTopic(aws, 'filtered', { environment: ['prod'], kind: ['failed'] });
    for (const event of [anEvent({ environment: 'dev' }), anEvent({ kind: 'started' }), anEvent()]) {
      await publish({ topicArn: topic.arn, endpoint: aws.endpoint, event });
    }
    expect(await topic.receive()).toMatchObject({ Subject: mail(anEvent()).subject });
    expect(await topic.receive()).toBeUndefined();
  });

  it('says which setting to check where there is no such topic', async () => {
    await expect(publish({ endpoint: aws.endpoint })).rejects.toMatchObject({
      next: 'check topicArn and region of the channel',
    });
  });
});

describe('publishToTopic', () => {
  it('says that nothing listens', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    await expect(publish({ endpoint })).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
      next: `see whether ${endpoint} is up, and can be reached from here`,
    });
  });

  it('says who is to be allowed what', async () => {
    const denied =
      '<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>';
    const server = await startServer(answer(403, { 'content-type': 'text/xml' }, denied));
    await expect(publish({ endpoint: server.url })).rejects.toMatchObject({
      message: 'no',
      next: 'allow sns:Publish on the topic to whom this runs as',
    });
    await server.stop();
  });

  it('signs with the credentials that it is given', async () => {
    const server = await startServer(answer(200));
    const env = { AWS_ACCESS_KEY_ID: 'given', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
    await publish({ endpoint: server.url, env });
    expect(server.received[0]?.headers).toMatchObject({
      authorization: expect.stringContaining('Credential=given/'),
      'x-amz-security-token': 'session',
    });
    await server.stop();
  });

  it('ends with the reason of the signal where nobody answers', async () => {
    const server = await startServer(hang);
    const controller = new AbortController();
    const delivery = aDelivery({ env: credentials, signal: controller.signal });
    const channel = {
      kind: 'email' as const,
      topicArn: 't',
      region: 'us-east-1',
      endpoint: server.url,
      on: [],
    };
    const ended = publishToTopic(channel, delivery).finally(delivery.clear);
    setTimeout(() => {
      controller.abort(new Error('out of time'));
    }, 500);
    await expect(ended).rejects.toThrow('out of time');
    await server.stop();
  });
});
