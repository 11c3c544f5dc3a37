import { channelSchema } from '@prod-e/notifications/event';
import { z } from 'zod';

/** What an environment of every platform has. */
export const common = {
  name: z.string().regex(/^[a-z][a-z0-9-]{1,20}$/, 'must be lower case letters, digits and dashes'),
  variables: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe('Environment variables by service, over those of its service.json.'),
  notifications: z.array(channelSchema).default([]).describe('Who is told of deployments, failures, drift.'),
};
