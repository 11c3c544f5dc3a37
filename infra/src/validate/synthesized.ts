import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesisSchema, type Environment, type Stack } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

const values = z.record(z.string(), z.unknown());
const byName = z.record(z.string(), values).default({});
const byType = z.record(z.string(), z.record(z.string(), values)).default({});

/** Terraform's JSON, as far as it is looked at. */
const stackJsonSchema = z.object({
  terraform: values,
  provider: z.record(z.string(), z.array(values)).default({}),
  variable: byName,
  data: byType,
  resource: byType,
  output: byName,
});

export type Values = z.infer<typeof values>;
export type StackJson = z.infer<typeof stackJsonSchema>;

/** A synthesis as it was written. */
export interface Synthesized {
  environment: Environment;
  stacks: { stack: Stack; json: StackJson }[];
}

/** One resource, or one look at one. */
export interface Resource {
  stack: string;
  type: string;
  id: string;
  /** `aws_lb.public`, or `data.aws_vpc.default`. */
  address: string;
  values: Values;
}

/**
 * Reads what a synthesis has left.
 *
 * @param folder with `manifest.json` and `stacks/<name>/cdk.tf.json`
 * @throws UserError (exit 2) when a file is not there, or not what it should be
 */
export function readSynthesized(folder: string): Synthesized {
  const { environment, stacks } = read(folder, 'manifest.json', synthesisSchema);
  return {
    environment,
    stacks: stacks.map((stack) => ({
      stack,
      json: read(folder, `stacks/${stack.name}/cdk.tf.json`, stackJsonSchema),
    })),
  };
}

function read<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } catch (cause) {
    const message =
      cause instanceof z.ZodError
        ? cause.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : (cause as Error).message;
    throw new UserError(`a synthesis cannot be read: ${message}`, {
      where: join(folder, file),
      next: 'npx nx run infra:synth --configuration=<environment>',
      exit: exitCode.usage,
      cause,
    });
  }
}

/** Resources of some types, or of all. */
export const resourcesOf = (synthesized: Synthesized, ...types: string[]): Resource[] =>
  listed(synthesized, 'resource').filter(({ type }) => types.length === 0 || types.includes(type));

/** What is only looked at, of one type. */
export const dataOf = (synthesized: Synthesized, wanted: string): Resource[] =>
  listed(synthesized, 'data').filter(({ type }) => type === wanted);

const listed = ({ stacks }: Synthesized, kind: 'resource' | 'data'): Resource[] =>
  stacks.flatMap(({ stack, json }) =>
    Object.entries(json[kind]).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, each]) => ({
        ...{ stack: stack.name, type, id, values: each },
        address: `${kind === 'data' ? 'data.' : ''}${type}.${id}`,
      })),
    ),
  );

/** Nested blocks by their name: Terraform takes one block as it is, or several as a list. */
export function blocks(of: Values, name: string): Values[] {
  const found = of[name];
  if (found === undefined || found === null) return [];
  return (Array.isArray(found) ? found : [found]).filter(
    (block): block is Values => typeof block === 'object' && block !== null,
  );
}

/** A list of texts, or one. */
export function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}
