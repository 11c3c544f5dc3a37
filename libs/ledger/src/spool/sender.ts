import { UserError } from '@prod-e/errors';
import type { LedgerWriter } from '../write.ts';
import { applyWrite, checkedWrite } from '../write.ts';
import type { Warn } from '../sqlite/database.ts';
import { LedgerUnavailable } from '../unavailable.ts';
import type { Circuit } from './circuit.ts';
import type { Spool, SpoolEntry } from './spool.ts';

/** Sends what a spool holds, in order and one by one. */
export interface Sender {
  /** Sends what waits, as long as the circuit is closed. */
  send(): Promise<void>;
  /** How many entries wait, and how many of those that were tried the ledger refuses. */
  counts(): { waiting: number; refused: number };
}

export function senderOf(remote: LedgerWriter, spool: Spool, circuit: Circuit, warn: Warn): Sender {
  let sending = Promise.resolve();
  /** Up to this number every entry was sent, or refused: what is refused is tried once, by each process. */
  let handled = 0;
  const refused = new Set<number>();

  const sendOne = async ({ number, write }: SpoolEntry): Promise<void> => {
    try {
      await applyWrite(remote, parsed(write));
    } catch (error) {
      if (error instanceof LedgerUnavailable) {
        circuit.open(error);
        return;
      }
      keep(number, error instanceof Error ? error.message : String(error));
      return;
    }
    spool.sent(number);
    handled = number;
  };

  const keep = (number: number, reason: string): void => {
    refused.add(number);
    spool.refused(number, reason);
    handled = number;
    warn(`the ledger refuses entry ${number} of the spool, which is kept there: ${reason}`);
  };

  const sendAll = async (): Promise<void> => {
    while (circuit.closed) {
      const entry = spool.next(handled);
      if (!entry) return;
      await sendOne(entry);
    }
  };

  return {
    send() {
      sending = sending.then(sendAll, sendAll);
      return sending;
    },
    counts() {
      const left = spool.entries();
      const waiting = left.filter(({ number }) => !refused.has(number)).length;
      return { waiting, refused: left.length - waiting };
    },
  };
}

function parsed(write: string) {
  let value: unknown;
  try {
    value = JSON.parse(write);
  } catch {
    throw new UserError('it is no JSON');
  }
  return checkedWrite(value);
}
