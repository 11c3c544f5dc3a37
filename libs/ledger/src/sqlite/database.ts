import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '@prod-e/errors';
import { moveAside } from './aside.ts';
import { isCorrupt, readable } from './errors.ts';

export type Warn = (line: string) => void;

export interface DatabaseOptions {
  /** Said in messages: `ledger`. */
  what: string;
  /** SQL that brings a database from each version to the next; the first from nothing. */
  versions: readonly string[];
  /** Whether a write has reached the disk when it returns, even if power fails; else it may be lost, but nothing breaks. */
  durable?: boolean;
  warn?: Warn | undefined;
}

/** How long a statement waits for another process that is writing. */
const busyMilliseconds = 10_000;

/**
 * Opens a database file for several processes (WAL), made with its folder where it is not there. A file that is
 * corrupt or truncated is moved aside, with a warning, and a fresh one begun.
 *
 * @throws UserError where the file cannot be used: no permission, a full disk, made by a newer version
 */
export function openDatabase(file: string, options: DatabaseOptions): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return prepared(file, options);
  } catch (error) {
    if (!isCorrupt(error)) throw readable(error, options.what, file);
  }
  try {
    moveAside(file, options.what, options.warn);
    return prepared(file, options);
  } catch (error) {
    throw readable(error, options.what, file);
  }
}

function prepared(file: string, options: DatabaseOptions): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyMilliseconds });
  try {
    // Reads every page once: what is broken is found now, and not half-way through a deployment.
    const [check] = database.prepare('PRAGMA quick_check(1)').all();
    if (check?.['quick_check'] !== 'ok') throw corrupt();
    useWal(database);
    database.exec(`PRAGMA synchronous = ${options.durable === true ? 'FULL' : 'NORMAL'}`);
    migrate(database, file, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const corrupt = (): Error => Object.assign(new Error('database disk image is malformed'), { errcode: 11 });

/** SQLite may say at once that it is busy, and not wait, while another process changes the same file to WAL. */
function useWal(database: DatabaseSync): void {
  const deadline = Date.now() + busyMilliseconds;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== 5 || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function migrate(database: DatabaseSync, file: string, { what, versions }: DatabaseOptions): void {
  if (versionOf(database) === versions.length) return;
  // Asked again inside: another process may have done it while this one waited.
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(database);
    if (version > versions.length) {
      throw new UserError(`the ${what} was made by a newer version of this workspace`, {
        where: file,
        next: 'pull, and run this again',
      });
    }
    for (const sql of versions.slice(version)) database.exec(sql);
    database.exec(`PRAGMA user_version = ${versions.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
