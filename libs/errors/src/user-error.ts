/** Exit codes of every command: see the README's table. 0 is done, or nothing to do. */
export const exitCode = { failed: 1, usage: 2, refused: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export interface UserErrorDetails {
  /** Where it is: a file and the path inside it, or a resource. */
  where?: string;
  /** What to do next: a command, or an edit. */
  next?: string;
  exit?: ExitCode;
  cause?: unknown;
}

/**
 * An error that a person reads: what was wrong, where, what to do next. It is printed without a stack trace.
 *
 * @example
 * throw new UserError('port 3000 is taken', { where: 'infra/src/environments/local.ts', next: 'choose another' });
 */
export class UserError extends Error {
  readonly where: string | undefined;
  readonly next: string | undefined;
  readonly exit: ExitCode;

  constructor(what: string, { where, next, exit = exitCode.failed, cause }: UserErrorDetails = {}) {
    super(what, cause === undefined ? undefined : { cause });
    this.name = 'UserError';
    this.where = where;
    this.next = next;
    this.exit = exit;
  }
}

/**
 * The text that a command prints for an error: ours in three lines at most, anything else with its stack,
 * because that one is a fault of the program and not of its user.
 */
export function describeError(error: unknown): string {
  if (error instanceof UserError) {
    return [
      `error: ${error.message}`,
      error.where && `  where: ${error.where}`,
      error.next && `  next:  ${error.next}`,
    ]
      .filter(Boolean)
      .join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The exit code for an error: 1 unless it says otherwise. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof UserError ? error.exit : exitCode.failed;
}
