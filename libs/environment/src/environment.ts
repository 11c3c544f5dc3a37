import { exitCode, UserError } from '@prod-e/errors';
import { channelSchema } from '@prod-e/notifications/event';
import { z } from 'zod';
import { environmentPrefix } from './names.ts';
import { registrySchema } from './registry.ts';

const hostPort = z.int().min(1).max(65535);

/** What an environment of every platform has. */
const common = {
  name: z.string().regex(/^[a-z][a-z0-9-]{1,20}$/, 'must be lower case letters, digits and dashes'),
  variables: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe('Environment variables by service, over those of its service.json.'),
  notifications: z.array(channelSchema).default([]).describe('Who is told of deployments, failures, drift.'),
};

const local = z.strictObject({
  platform: z.literal('local'),
  ...common,
  registry: registrySchema.default({ kind: 'engine' }).describe('Where images are kept.'),
  address: z
    .ipv4()
    .default('127.0.0.1')
    .describe('Where ports are published; loopback unless told otherwise.'),
  ports: z
    .record(z.string(), hostPort)
    .default({})
    .describe('Published port by service; by default the port of its service.json.'),
  proof: z
    .strictObject({ deadlineSeconds: z.int().min(1).default(60) })
    .prefault({})
    .describe('How long a new version may take to be proven.'),
});

const aws = z
  .strictObject({
    platform: z.literal('aws'),
    ...common,
    account: z.string().regex(/^\d{12}$/, 'must be twelve digits'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1'),
    endpoint: z.url().optional().describe('Another address of every service, for an emulator.'),
    cluster: z.string().optional().describe('ECS cluster; by default that of the environment’s name.'),
    registry: registrySchema
      .optional()
      .describe('Where images are kept; by default ECR of this account and region.'),
    ledger: z
      .strictObject({
        table: z.string().optional(),
        endpoint: z.url().optional().describe('Another address of DynamoDB alone: a VPC endpoint.'),
      })
      .prefault({})
      .describe('DynamoDB table of the history; by default that of the environment’s name.'),
    reach: z
      .enum(['url', 'task'])
      .default('url')
      .describe('How a service is asked itself: at its URL, or at the address of one of its tasks.'),
    proof: z
      .strictObject({
        deadlineSeconds: z.int().min(1).default(900),
        pollSeconds: z.number().min(5).max(15).default(5),
      })
      .prefault({})
      .describe('How long a rollout may take to be proven, and how often ECS is asked.'),
    staleLockMinutes: z
      .number()
      .positive()
      .default(15)
      .describe('Age at which a lock that a dead Terraform left on a state is broken.'),
  })
  .transform(({ cluster, registry, ledger, ...rest }) => ({
    ...rest,
    cluster: cluster ?? environmentPrefix(rest.name),
    ledger: { ...ledger, table: ledger.table ?? environmentPrefix(rest.name) },
    registry:
      registry ??
      registrySchema.parse({
        kind: 'ecr',
        account: rest.account,
        region: rest.region,
        ...(rest.endpoint !== undefined && { endpoint: rest.endpoint }),
      }),
  }));

/** A validated configuration of a platform. One file under `infra/src/environments` each. */
export const environmentSchema = z.discriminatedUnion('platform', [local, aws]);

export type Environment = z.infer<typeof environmentSchema>;
export type LocalEnvironment = Extract<Environment, { platform: 'local' }>;
export type AwsEnvironment = Extract<Environment, { platform: 'aws' }>;
export type EnvironmentInput = z.input<typeof environmentSchema>;

/**
 * Validates an environment's values.
 *
 * @param input what the environment's file exports
 * @param file that file, for the error
 * @throws UserError (exit 2) that lists every problem with its path
 */
export function parseEnvironment(input: unknown, file: string): Environment {
  const { data, error } = environmentSchema.safeParse(input);
  if (data) return data;
  throw new UserError(
    `invalid environment: ${error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    { where: file, next: 'see libs/environment/src/environment.ts for each field', exit: exitCode.usage },
  );
}
