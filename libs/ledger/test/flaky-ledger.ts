import { LedgerUnavailable, type Ledger } from '../src/index.ts';

export interface FlakyLedger {
  ledger: Ledger;
  /** Whether it cannot be reached. */
  isDown: boolean;
  /** Names of the methods that were called, reached or not. */
  calls: string[];
}

/** A ledger behind a line that can be cut. */
export function flaky(behind: Ledger): FlakyLedger {
  const state: FlakyLedger = { isDown: false, calls: [], ledger: behind };
  const through = (name: string, value: unknown): unknown => {
    if (typeof value !== 'function' || name === 'close') return value;
    return (...args: unknown[]): unknown => {
      state.calls.push(name);
      const why = { where: 'table history', next: 'wait' };
      if (state.isDown)
        return Promise.reject(new LedgerUnavailable('the ledger cannot be reached: cut', why));
      return (value as (...all: unknown[]) => unknown)(...args);
    };
  };
  state.ledger = Object.fromEntries(
    Object.entries(behind).map(([name, value]) => [name, through(name, value)]),
  ) as unknown as Ledger;
  return state;
}
