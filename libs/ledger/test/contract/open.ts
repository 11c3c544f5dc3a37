import type { Ledger } from '../../src/index.ts';

/** Opens a handle on the ledger of a test; the first of a test on a fresh one. All are closed by whoever opened. */
export type Open = () => Ledger;
