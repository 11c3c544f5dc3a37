import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

const hostPort = z.int().min(1).max(65535);

const local = z.strictObject({
  platform: z.literal('local'),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,20}$/, 'must be lower case letters, digits and dashes'),
  address: z
    .ipv4()
    .default('127.0.0.1')
    .describe('Where ports are published; loopback unless told otherwise.'),
  ports: z
    .record(z.string(), hostPort)
    .default({})
    .describe('Published port by service; by default the port of its service.json.'),
  variables: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe('Environment variables by service, over those of its service.json.'),
  proof: z
    .strictObject({ deadlineSeconds: z.int().min(1).default(60) })
    .prefault({})
    .describe('How long a new version may take to be proven.'),
});

/** A validated configuration of a platform. One file under `infra/src/environments` each. */
export const environmentSchema = z.discriminatedUnion('platform', [local]);

export type Environment = z.infer<typeof environmentSchema>;
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
