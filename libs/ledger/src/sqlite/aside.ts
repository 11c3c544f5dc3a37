import { existsSync, renameSync } from 'node:fs';
import type { Warn } from './database.ts';

/** Moves a broken database aside, with what SQLite keeps beside it, so that a person can still recover from it. */
export function moveAside(file: string, what: string, warn: Warn = () => undefined): void {
  const aside = `${file}.corrupt-${new Date().toISOString().replace(/[-:.]/g, '')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  warn(`the ${what} ${file} is broken: it was moved to ${aside}, and a fresh one is begun`);
}
