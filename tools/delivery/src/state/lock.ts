import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { exitCode, UserError } from '@prod-e/errors';

/**
 * Takes a folder's lock, or says by `undefined` that another process holds it. It is SQLite's lock on a file, which the
 * operating system gives up with the process that holds it, however that ends: there is no stale lock to clear away.
 *
 * @param folder made if it is not there
 * @param what what it is taken for, told to whoever finds it held
 * @returns gives the lock back
 */
export function tryLock(folder: string, what: string): (() => void) | undefined {
  const database = lockedDatabase(folder);
  if (!database) return undefined;
  held.add(database);
  const holder = { what, pid: process.pid, user: userInfo().username, host: hostname(), since: new Date() };
  writeFileSync(join(folder, holderName), JSON.stringify(holder));
  return () => {
    held.delete(database);
    if (database.isOpen) database.close();
  };
}

function lockedDatabase(folder: string): DatabaseSync | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    return openLocked(join(folder, 'lock.sqlite'));
  } catch (cause) {
    throw new UserError(`the lock cannot be taken: ${(cause as Error).message}`, {
      where: folder,
      next: 'make it and what is in it writable for you, and the disk not full',
      cause,
    });
  }
}

/** @returns the database with its lock; `undefined` when another process has it */
function openLocked(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const code = codeOf(error);
    if (code === busy) return undefined;
    if (code !== notADatabase) throw error;
  }
  // Nothing is kept in it. Emptied in place, it stays the same file for whoever comes at the same time.
  truncateSync(file);
  return openLocked(file);
}

/** A database that nothing refers to is closed by the garbage collector, and its lock given up. */
const held = new Set<DatabaseSync>();

/**
 * Takes an environment's lock.
 *
 * @throws UserError (exit 3) that says who holds it, and since when
 */
export function takeLock(folder: string, what: string): () => void {
  const unlock = tryLock(folder, what);
  if (unlock) return unlock;
  throw new UserError(`another command holds the environment's lock: ${holderOf(join(folder, holderName))}`, {
    where: folder,
    next: 'wait until it has ended, then run this again',
    exit: exitCode.refused,
  });
}

/** Takes a folder's lock, waiting for as long as another process holds it. */
export async function waitForLock(folder: string, what: string): Promise<() => void> {
  for (;;) {
    const unlock = tryLock(folder, what);
    if (unlock) return unlock;
    await sleep(pollMilliseconds);
  }
}

/** SQLITE_BUSY and SQLITE_NOTADB, and nothing else: a full disk would be waited for forever. */
const [busy, notADatabase] = [5, 26];
const codeOf = (error: unknown): number | undefined => (error as { errcode?: number }).errcode;

const holderName = 'lock.json';
const pollMilliseconds = 100;

function holderOf(file: string): string {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | number>;
    return `${holder['what']} by ${holder['user']}@${holder['host']} (process ${holder['pid']}) since ${holder['since']}`;
  } catch {
    return 'it has only just started';
  }
}
