import type { Channel } from '../event.ts';

/** What a person calls a channel, without its secrets: the address of Slack's webhook, the path of any other. */
export function channelName(channel: Channel): string {
  switch (channel.kind) {
    case 'slack':
      return `Slack (${channel.urlVariable})`;
    case 'email':
      return `email (${channel.topicArn.split(':').at(-1) ?? channel.topicArn})`;
    case 'job-summary':
      return 'job summary';
    case 'webhook':
      return `webhook (${URL.canParse(channel.url) ? new URL(channel.url).host : channel.secretVariable})`;
  }
}
