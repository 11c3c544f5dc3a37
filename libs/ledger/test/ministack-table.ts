import { startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { createLedgerTable, openDynamoLedger, type DynamoLedgerOptions, type Ledger } from '../src/index.ts';

export interface TableOfTest {
  options(): DynamoLedgerOptions;
  open(): Ledger;
}

/** A fresh table for each test of a file, in a MiniStack of its own; handles are closed after each test. */
export function freshTables(): TableOfTest {
  let aws: MiniStack;
  let number = 0;
  const handles: Ledger[] = [];
  const options = () => ({ table: `ledger-${number}`, region: aws.region, endpoint: aws.endpoint });

  beforeAll(async () => {
    aws = await startMiniStack();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  beforeEach(async () => {
    number++;
    await createLedgerTable(options());
  });
  afterEach(() => {
    for (const handle of handles.splice(0)) handle.close();
  });
  afterAll(() => aws.stop());

  return {
    options,
    open() {
      // The machine may be busy, and what is tested here is not how soon it gives up.
      const ledger = openDynamoLedger({ ...options(), requestTimeoutMs: 60_000 });
      handles.push(ledger);
      return ledger;
    },
  };
}
