import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

const exceptionSchema = z.strictObject({
  /** Terraform's address of a resource, or `<stack>: <setting>` of a live difference. */
  address: z.string().min(1),
  /** Only in this environment; without it, in every one. */
  environment: z.string().optional(),
  /** Why it is no drift. */
  reason: z.string().min(10, 'must say why'),
});

export type DriftException = z.infer<typeof exceptionSchema>;

/** The one file in which false alarms are told, each with its reason; reviewed like code. */
export const exceptionsFile = 'infra/drift-exceptions.json';

const fileSchema = z.strictObject({ $schema: z.string().optional(), exceptions: z.array(exceptionSchema) });

/**
 * The differences that are known to be none.
 *
 * @returns none where there is no such file
 * @throws UserError (exit 2) when the file is malformed
 */
export function readExceptions(workspaceRoot: string, environment: string): DriftException[] {
  const text = read(join(workspaceRoot, exceptionsFile));
  if (text === undefined) return [];
  try {
    return fileSchema
      .parse(JSON.parse(text))
      .exceptions.filter((each) => each.environment === undefined || each.environment === environment);
  } catch (cause) {
    const issues =
      cause instanceof z.ZodError ? cause.issues.map((i) => `${i.path.join('.')}: ${i.message}`) : [];
    throw new UserError(`malformed exceptions: ${issues.join('; ') || (cause as Error).message}`, {
      where: exceptionsFile,
      next: 'each has an address and a reason, and may have an environment',
      exit: exitCode.usage,
      cause,
    });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
