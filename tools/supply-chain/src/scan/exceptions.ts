import { existsSync, readFileSync } from 'node:fs';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

const exceptionSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z]+-[0-9A-Za-z-]+$/, 'must be an identifier such as CVE-2026-1234')
    .describe('The vulnerability, by any name that the scanner knows it by.'),
  package: z.string().min(1).describe('The package that has it, as the scanner names it.'),
  service: z
    .string()
    .min(1)
    .optional()
    .describe('The one service that it is for. Without it: every service.'),
  reason: z
    .string()
    .min(10, 'must say why in a sentence')
    .describe('Why it does no harm here, or why it has to be lived with.'),
  expires: z.iso.date().describe('The last day on which it holds, in UTC.'),
  reviewer: z.string().min(1).describe('Who has agreed.'),
});

export const exceptionsSchema = z.strictObject({
  $schema: z.string().optional(),
  exceptions: z.array(exceptionSchema),
});

/** A finding that is known, and does not fail a scan until a day. */
export type Exception = z.infer<typeof exceptionSchema>;

/**
 * Reads the exceptions of the workspace. No file, no exceptions.
 *
 * @throws UserError that names each mistake in the file, with exit code 2
 */
export function readExceptions(file: string): Exception[] {
  if (!existsSync(file)) return [];
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new UserError(`the exceptions are no JSON: ${(cause as Error).message}`, {
      where: file,
      exit: exitCode.usage,
      cause,
    });
  }
  const { success, data, error } = exceptionsSchema.safeParse(content);
  if (success) return data.exceptions;
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new UserError(`the exceptions are malformed: ${issues.join('; ')}`, {
    where: file,
    next: 'see tools/supply-chain/exceptions.schema.json',
    exit: exitCode.usage,
  });
}
