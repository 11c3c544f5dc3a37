import { exitCode, UserError } from '@prod-e/errors';
import type { z } from 'zod';

/** Shape of `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a configuration from environment variables. A variable that is set to nothing counts as not set,
 * because that is what `docker run -e NAME=` and an empty pipeline variable mean by it.
 *
 * @param schema an object schema whose keys are the names of the variables
 * @throws UserError (exit 2) that lists every problem at once; variables are named, their values never shown
 *
 * @example
 * const config = readConfig(z.object({ PORT: integer(1, 65535).default(3000) }), process.env);
 */
export function readConfig<Schema extends z.ZodObject>(schema: Schema, env: Environment): z.output<Schema> {
  const variables = Object.keys(schema.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]);
  const { data, error } = schema.safeParse(Object.fromEntries(variables));
  if (error === undefined) return data;
  const problems = error.issues.map((issue) => `\n  ${nameOf(issue)}: ${sentence(issue, env)}`);
  throw new UserError(`invalid configuration:${problems.join('')}`, {
    where: 'environment variables',
    next: 'set them as said, and start again',
    exit: exitCode.usage,
  });
}

function nameOf(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? '(together)' : issue.path.join('.');
}

function sentence(issue: z.core.$ZodIssue, env: Environment): string {
  const name = String(issue.path[0] ?? '');
  if (issue.code === 'invalid_type' && !env[name]) return 'is required';
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue.message;
}
