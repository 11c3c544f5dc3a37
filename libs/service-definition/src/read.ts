import { readFileSync } from 'node:fs';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';
import { serviceSchema, type ServiceDefinition } from './schema.ts';

/**
 * Reads and validates a `service.json`.
 *
 * @param file path of the file, as it shall stand in an error
 * @throws UserError (exit 2) that lists every problem with its path inside the file
 */
export function readServiceDefinition(file: string): ServiceDefinition {
  return parseServiceDefinition(readFileSync(file, 'utf8'), file);
}

/** {@link readServiceDefinition}, for a text that was read already. */
export function parseServiceDefinition(text: string, file: string): ServiceDefinition {
  const { data, error } = serviceSchema.safeParse(parseJson(text, file));
  if (error) throw malformed(file, error.issues.map(sentence).join('; '));
  if (data.scaling.min > data.scaling.max) throw malformed(file, 'scaling.min: must not be over scaling.max');
  return data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(file, error instanceof Error ? error.message : String(error));
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return issue.path.length === 0 ? message : `${issue.path.join('.')}: ${message}`;
}

function malformed(file: string, problems: string): UserError {
  return new UserError(`malformed service definition: ${problems}`, {
    where: file,
    next: 'see libs/service-definition/src/schema.ts for each field',
    exit: exitCode.usage,
  });
}
