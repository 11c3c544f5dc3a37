import { z } from 'zod';

/** What there is to tell. */
export const eventKinds = [
  'started',
  'succeeded',
  'failed',
  'rolled back',
  'approval wanted',
  'drifted',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** Something that people want to know of an environment. */
export interface DeliveryEvent {
  kind: EventKind;
  environment: string;
  /** What is running: a deployment, a rollback, a drift check. */
  action: 'deploy' | 'rollback' | 'destroy' | 'drift' | 'approval';
  /** Id of the deployment; absent where nothing is deployed. */
  deploymentId?: string;
  actor: string;
  commit: string;
  /** The commit that was live before. */
  previousCommit?: string;
  /** Services that change, each with what it runs before and after: short input tags. */
  services: { name: string; from?: string; to?: string; ending?: string }[];
  milliseconds?: number;
  /** Where to read on: the pipeline's run. */
  link?: string;
  /** Of a failure, or of drift. */
  reason?: string;
  /** The command that makes the last good release live again; with a failure. */
  rollbackCommand?: string;
  at: Date;
}

const names = z.array(z.enum(eventKinds));

/** Secrets stand in environment variables; a configuration names these, and never holds their values. */
const environmentVariable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable');

const on = names.default(['succeeded', 'failed', 'rolled back', 'approval wanted', 'drifted']);

/** The channels of an environment: a part of its configuration. */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('slack'),
    /** Variable that holds the address of the incoming webhook. */
    urlVariable: environmentVariable,
    on,
  }),
  z.strictObject({
    kind: z.literal('email'),
    /** The SNS topic that people have subscribed to. */
    topicArn: z.string().regex(/^arn:[\w-]+:sns:/, 'must be the ARN of an SNS topic'),
    region: z.string(),
    /** Another address of the service, for an emulator. */
    endpoint: z.url().optional(),
    on,
  }),
  z.strictObject({
    kind: z.literal('job-summary'),
    on,
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: z.url(),
    /** Variable that holds the key of the signature. */
    secretVariable: environmentVariable,
    on,
  }),
]);

export type Channel = z.infer<typeof channelSchema>;
export type ChannelInput = z.input<typeof channelSchema>;
