import type { Warn } from '../sqlite/database.ts';
import type { LedgerUnavailable } from '../unavailable.ts';

/** Whether the ledger is asked at all: once it could not be reached, a command does not wait for it again. */
export interface Circuit {
  readonly closed: boolean;
  open(error: LedgerUnavailable): void;
  /** Lets the ledger be asked again. */
  close(): void;
}

/** @param file named in the warning, which is given once */
export function newCircuit(file: string, warn: Warn): Circuit {
  let closed = true;
  let warned = false;
  return {
    get closed() {
      return closed;
    },
    open({ message, where, next }) {
      closed = false;
      if (warned) return;
      warned = true;
      const details = [where, next].filter((part) => part !== undefined).join('; ');
      warn(
        `${message}${details && ` (${details})`}. What happens is kept in ${file}, and sent by the next command`,
      );
    },
    close() {
      closed = true;
    },
  };
}
