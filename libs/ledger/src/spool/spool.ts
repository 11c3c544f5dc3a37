import { openDatabase, type Warn } from '../sqlite/database.ts';
import { readable } from '../sqlite/errors.ts';

/** A write that has not reached the ledger. */
export interface SpoolEntry {
  /** Grows with each entry, over all processes. */
  number: number;
  /** JSON of a `LedgerWrite`. */
  write: string;
}

/** Writes on their way to a ledger, in a file of this machine. Several processes may share it. */
export interface Spool {
  /** Has reached the disk when it returns. */
  add(write: string): void;
  /** The first entry after this number. */
  next(after: number): SpoolEntry | undefined;
  entries(): SpoolEntry[];
  /** Forgets an entry that has reached the ledger. */
  sent(number: number): void;
  /** Keeps an entry that the ledger refuses, with the reason. */
  refused(number: number, reason: string): void;
  close(): void;
}

const versions = [
  `
  CREATE TABLE writes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    write TEXT NOT NULL,   -- JSON
    refused TEXT           -- why the ledger did not take it
  ) STRICT;
  `,
];

export function openSpool(file: string, warn?: Warn): Spool {
  const database = openDatabase(file, { what: 'spool', versions, durable: true, warn });
  const add = database.prepare('INSERT INTO writes (at, write) VALUES (?, ?)');
  const next = database.prepare('SELECT number, write FROM writes WHERE number > ? ORDER BY number LIMIT 1');
  const all = database.prepare('SELECT number, write FROM writes ORDER BY number');
  const sent = database.prepare('DELETE FROM writes WHERE number = ?');
  const refused = database.prepare('UPDATE writes SET refused = ? WHERE number = ?');
  const guarded = <T>(use: () => T): T => {
    try {
      return use();
    } catch (error) {
      throw readable(error, 'spool', file);
    }
  };
  return {
    add: (write) => void guarded(() => add.run(new Date().toISOString(), write)),
    next: (after) => guarded(() => next.get(after) as unknown as SpoolEntry | undefined),
    entries: () => guarded(() => all.all() as unknown as SpoolEntry[]),
    sent: (number) => void guarded(() => sent.run(number)),
    refused: (number, reason) => void guarded(() => refused.run(reason, number)),
    close() {
      if (database.isOpen) database.close();
    },
  };
}
