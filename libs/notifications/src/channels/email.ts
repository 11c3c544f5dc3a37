import type { SNSClientConfig } from '@aws-sdk/client-sns';
import { UserError } from '@prod-e/errors';
import type { Channel } from '../event.ts';
import type { Environment } from '../redact.ts';
import { mail } from '../templates/mail.ts';
import { oneLine } from '../templates/text.ts';
import type { Delivered, Delivery } from './delivery.ts';

type EmailChannel = Extract<Channel, { kind: 'email' }>;

/** Publishes to an SNS topic, which mails it to those who have subscribed. */
export async function publishToTopic(
  channel: EmailChannel,
  { event, env, signal }: Delivery,
): Promise<Delivered> {
  // Loaded here: it takes longer than all the rest of a command that sends no mail.
  const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
  const { subject, body } = mail(event);
  const attribute = (text: string) => ({ DataType: 'String', StringValue: oneLine(text) || 'unknown' });
  const command = new PublishCommand({
    TopicArn: channel.topicArn,
    Subject: subject,
    Message: body,
    MessageAttributes: { environment: attribute(event.environment), kind: attribute(event.kind) },
  });
  const client = new SNSClient(clientOptions(channel, env));
  try {
    await client.send(command, { abortSignal: signal });
    return 'sent';
  } catch (error) {
    signal.throwIfAborted();
    throw failure(error, channel);
  } finally {
    client.destroy();
  }
}

/** Credentials come from the given environment, so that it alone decides; else from wherever the SDK finds some. */
function clientOptions({ region, endpoint }: EmailChannel, env: Environment): SNSClientConfig {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
  };
}

const advice: Record<string, string> = {
  NotFoundException: 'check topicArn and region of the channel',
  InvalidParameterException: 'check topicArn and region of the channel',
  AuthorizationErrorException: 'allow sns:Publish on the topic to whom this runs as',
  CredentialsProviderError: 'give this process credentials of AWS',
};

function failure(error: unknown, { region, endpoint }: EmailChannel): UserError {
  const { name, message } = error as Error;
  return new UserError(oneLine(message) || name, {
    next: advice[name] ?? `see whether ${endpoint ?? `SNS in ${region}`} is up, and can be reached from here`,
    cause: error,
  });
}
