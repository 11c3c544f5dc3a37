import { randomUUID } from 'node:crypto';
import { LedgerUnavailable } from '../unavailable.ts';
import { holdLease } from './hold-lease.ts';
import { deleteLease, getLease, putLease, renewLease } from './lease-item.ts';
import type { DynamoLedgerOptions } from './options.ts';
import { openTable, type Table } from './table.ts';

export interface LeaseTerms {
  /** How long it lasts without being renewed: 60 unless told. */
  seconds?: number;
  /** How far the clocks of two machines may differ: 30 unless told. */
  marginSeconds?: number;
}

/** An environment that nobody else may change. */
export interface Lease {
  /** Fires, with a UserError, when another holds it, or its time has run out without a renewal getting through. */
  readonly lost: AbortSignal;
  /** Gives it back. Where the table cannot be reached, it runs out by itself. */
  release(): Promise<void>;
}

/** Somebody else's lease. */
export interface HeldLease {
  holder: string;
  since: Date;
  /** When it can be taken from a holder who does not renew it any more, by the clock of this machine. */
  until: Date;
}

export type LeaseAnswer = { lease: Lease; held?: never } | { held: HeldLease; lease?: never };

/**
 * Takes the lease of an environment, which only one can hold, and renews it until it is released.
 *
 * Whether another's has run out is judged by the clock of this machine, with a margin: nobody takes a lease from a
 * living holder unless their two clocks differ by more than that.
 *
 * @param holder who takes it and what for, told to whoever finds it held
 * @throws LedgerUnavailable where the table cannot be asked
 */
export async function takeLease(
  options: DynamoLedgerOptions,
  environment: string,
  holder: string,
  { seconds = 60, marginSeconds = defaultMarginSeconds }: LeaseTerms = {},
): Promise<LeaseAnswer> {
  const table = openTable(options);
  const token = randomUUID();
  try {
    for (;;) {
      const now = Date.now();
      const expires = now + seconds * 1000;
      const item = { token, holder, since: new Date(now).toISOString(), expires };
      const isPut = await putLease(table, environment, item, now - marginSeconds * 1000);
      const found = isPut ? item : await getLease(table, environment);
      // The first answer can have been lost: then the repetition was refused because of ourselves.
      if (found?.token === token) return { lease: held(table, environment, { token, expires, seconds }) };
      const other = found && stillHeld(found, marginSeconds);
      // Without one, it was given back or ran out meanwhile.
      if (other) {
        table.close();
        return { held: other };
      }
    }
  } catch (error) {
    table.close();
    throw error;
  }
}

/**
 * Who holds the lease of an environment, if anybody does.
 *
 * @throws LedgerUnavailable where the table cannot be asked
 */
export async function readLease(
  options: DynamoLedgerOptions,
  environment: string,
  { marginSeconds = defaultMarginSeconds }: Pick<LeaseTerms, 'marginSeconds'> = {},
): Promise<HeldLease | undefined> {
  const table = openTable(options);
  try {
    const item = await getLease(table, environment);
    return item && stillHeld(item, marginSeconds);
  } finally {
    table.close();
  }
}

const defaultMarginSeconds = 30;

function stillHeld(
  { holder, since, expires }: { holder: string; since: string; expires: number },
  marginSeconds: number,
): HeldLease | undefined {
  const until = expires + marginSeconds * 1000;
  return until < Date.now() ? undefined : { holder, since: new Date(since), until: new Date(until) };
}

function held(
  table: Table,
  environment: string,
  { token, expires, seconds }: { token: string; expires: number; seconds: number },
): Lease {
  const renew = (later: number) => renewLease(table, environment, token, later);
  const holding = holdLease({ seconds, expires, renew, environment });
  return {
    lost: holding.lost,
    async release() {
      await holding.stop();
      try {
        await deleteLease(table, environment, token);
      } catch (error) {
        if (!(error instanceof LedgerUnavailable)) throw error;
      } finally {
        table.close();
      }
    },
  };
}
