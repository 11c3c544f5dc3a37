import { UserError } from '@prod-e/errors';

interface SqliteError extends Error {
  code: string;
  /** Result code; its low byte is the primary one: https://www.sqlite.org/rescode.html */
  errcode: number;
}

const primary = (error: unknown): number => ((error as Partial<SqliteError>).errcode ?? 0) & 0xff;

/** SQLITE_CORRUPT or SQLITE_NOTADB. */
export const isCorrupt = (error: unknown): boolean => [11, 26].includes(primary(error));

const nextSteps: Record<number, string> = {
  5: 'another process has held it for long: wait until it has ended, then run this again',
  8: 'make it writable for you',
  11: 'move it aside, and run this again',
  13: 'free some space of the disk',
  14: 'make it and its folder writable for you',
};

/** An error of SQLite or the file system as one for a person; any other as it is. */
export function readable(error: unknown, what: string, file: string): unknown {
  const { code, message } = error as Partial<SqliteError>;
  if (error instanceof UserError || code === undefined) return error;
  if (code !== 'ERR_SQLITE_ERROR' && !/^E[A-Z]+$/.test(code)) return error;
  const next = nextSteps[primary(error)];
  return new UserError(`the ${what} cannot be used: ${message ?? code}`, {
    where: file,
    ...(next !== undefined && { next }),
    cause: error,
  });
}
