import { UserError } from '@prod-e/errors';
import type { z } from 'zod';

/**
 * What was kept, if it is what it should be.
 *
 * @throws UserError where a newer prod-e, or a hand, has written what this one does not know
 */
export function readRecord<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UserError(`the ledger's record of ${what} cannot be read: ${issue?.message ?? 'invalid'}`, {
    where: issue?.path.join('.') ?? '',
    next: 'a newer version of this workspace may have written it: pull, and run this again',
  });
}

/** The same for a record that is kept as JSON. */
export function readJson<T>(schema: z.ZodType<T>, json: string, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  return readRecord(schema, value, what);
}
