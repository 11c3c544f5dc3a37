import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { exitCode, UserError } from '@prod-e/errors';

/**
 * Takes an environment's lock. It is SQLite's lock on a file, which the operating system gives up with the process
 * that holds it, however that ends: there is no stale lock to clear away.
 *
 * @param folder the environment's folder; made if it is not there
 * @param what what it is taken for, told to whoever finds it held
 * @returns gives the lock back
 * @throws UserError (exit 3) that says who holds it, and since when
 */
export function takeLock(folder: string, what: string): () => void {
  mkdirSync(folder, { recursive: true });
  const holderFile = join(folder, 'lock.json');
  const database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw refused(holderFile, cause);
  }
  const holder = { what, pid: process.pid, user: userInfo().username, host: hostname(), since: new Date() };
  writeFileSync(holderFile, JSON.stringify(holder));
  return () => {
    if (database.isOpen) database.close();
  };
}

function refused(holderFile: string, cause: unknown): UserError {
  return new UserError(`another command holds the environment's lock: ${holderOf(holderFile)}`, {
    where: holderFile,
    next: 'wait until it has ended, then run this again',
    exit: exitCode.refused,
    cause,
  });
}

function holderOf(file: string): string {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | number>;
    return `${holder['what']} by ${holder['user']}@${holder['host']} (process ${holder['pid']}) since ${holder['since']}`;
  } catch {
    return 'it has only just started';
  }
}
