import { describeWithMiniStack } from '@prod-e/testing/ministack';
import { itIsALedger } from '../../test/contract.ts';
import { freshTables } from '../../test/ministack-table.ts';
import { tellsTheSameInTheEnd, writeTo } from '../../test/property.ts';

describeWithMiniStack('the ledger in DynamoDB', () => {
  const table = freshTables();

  itIsALedger(() => table.open());

  it('tells the same in the end, whatever the order and repetition of its writes', async () => {
    await tellsTheSameInTheEnd(writeTo(table.open()), 15);
  });
});
