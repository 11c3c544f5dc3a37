import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { itIsALedger } from '../../test/contract.ts';
import { tellsTheSameInTheEnd, writeTo } from '../../test/property.ts';
import type { Ledger } from '../ledger.ts';
import { openSqliteLedger } from './ledger.ts';

describe('the ledger in SQLite', () => {
  let scratch: Scratch;
  const handles: Ledger[] = [];
  const open = (): Ledger => {
    const ledger = openSqliteLedger(join(scratch.folder, 'state/ledger.sqlite'));
    handles.push(ledger);
    return ledger;
  };

  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    for (const handle of handles.splice(0)) handle.close();
    scratch.remove();
  });

  itIsALedger(open);

  it('tells the same in the end, whatever the order and repetition of its writes', async () => {
    await tellsTheSameInTheEnd(writeTo(open()), 500);
  });
});
