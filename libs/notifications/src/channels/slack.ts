import { parseAddress } from '../http/address.ts';
import { judge } from '../http/judge.ts';
import { post } from '../http/post.ts';
import { withRetries } from '../http/retry.ts';
import type { Channel } from '../event.ts';
import { slackMessage } from '../templates/slack.ts';
import { type Delivered, type Delivery, variable } from './delivery.ts';

/** Posts to an incoming webhook. Its address is the secret. */
export async function sendToSlack(
  { urlVariable }: Extract<Channel, { kind: 'slack' }>,
  { event, env, signal, deadline, redact }: Delivery,
): Promise<Delivered> {
  const url = parseAddress(variable(urlVariable, env), `the value of ${urlVariable}`);
  const body = JSON.stringify(slackMessage(event));
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const advice = {
    refused: `make an incoming webhook for the Slack channel, and set ${urlVariable} to its address`,
    down: 'see whether Slack is up, and can be reached from here',
    redact,
  };
  await withRetries(async () => judge(await post(url, { body, headers, signal }), advice), {
    signal,
    deadline,
  });
  return 'sent';
}
