import type { Channel } from '../event.ts';
import type { Delivered, Delivery } from './delivery.ts';
import { publishToTopic } from './email.ts';
import { appendToJobSummary } from './job-summary.ts';
import { sendToSlack } from './slack.ts';
import { sendToWebhook } from './webhook.ts';

/** @throws UserError, or the reason of the delivery's signal */
export async function send(channel: Channel, delivery: Delivery): Promise<Delivered> {
  switch (channel.kind) {
    case 'slack':
      return sendToSlack(channel, delivery);
    case 'email':
      return publishToTopic(channel, delivery);
    case 'job-summary':
      return appendToJobSummary(delivery);
    case 'webhook':
      return sendToWebhook(channel, delivery);
  }
}
