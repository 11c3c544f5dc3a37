import { randomUUID } from 'node:crypto';
import { UserError } from '@prod-e/errors';
import { parseAddress } from '../http/address.ts';
import { judge } from '../http/judge.ts';
import { post } from '../http/post.ts';
import { withRetries } from '../http/retry.ts';
import type { Channel } from '../event.ts';
import { signedHeaders } from '../signature.ts';
import { payload } from '../templates/payload.ts';
import { type Delivered, type Delivery, variable } from './delivery.ts';

/** A key that can be guessed signs nothing. */
const leastKeyLength = 16;

/** Posts JSON that the receiver can check: see `verifySignature`. */
export async function sendToWebhook(
  channel: Extract<Channel, { kind: 'webhook' }>,
  { event, env, signal, deadline, redact }: Delivery,
): Promise<Delivered> {
  const url = parseAddress(channel.url, 'the url of the webhook');
  const key = keyOf(channel.secretVariable, variable(channel.secretVariable, env));
  const delivery = randomUUID();
  const body = JSON.stringify(payload(event, delivery));
  const advice = {
    refused: `check the webhook's url, and that its receiver knows the key in ${channel.secretVariable}`,
    down: `see whether ${url.host} is up, and can be reached from here`,
    redact,
  };
  const attempt = async () => {
    const headers = signedHeaders({ body, event: event.kind, delivery, key, at: new Date() });
    return judge(await post(url, { body, headers, signal }), advice);
  };
  await withRetries(attempt, { signal, deadline });
  return 'sent';
}

function keyOf(name: string, key: string): string {
  if (key.length >= leastKeyLength) return key;
  throw new UserError(`the key in ${name} is shorter than ${leastKeyLength} characters`, {
    next: `set ${name} to the output of "openssl rand -hex 32", here and at the receiver`,
  });
}
