import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';
import { awsSchema } from './aws.ts';
import { common } from './common.ts';
import { registrySchema } from './registry.ts';

const hostPort = z.int().min(1).max(65535);

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

/** A validated configuration of a platform. One file under `infra/src/environments` each. */
export const environmentSchema = z.discriminatedUnion('platform', [local, awsSchema]);

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
    { where: file, next: 'see libs/environment/src for each field', exit: exitCode.usage },
  );
}
