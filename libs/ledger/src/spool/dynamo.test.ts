import { join } from 'node:path';
import { freePort, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { describeWithMiniStack } from '@prod-e/testing/ministack';
import { freshTables } from '../../test/ministack-table.ts';
import { endAt, idAt, proofAt, startAt } from '../../test/samples.ts';
import { openDynamoLedger } from '../dynamo/ledger.ts';
import type { DynamoLedgerOptions } from '../dynamo/options.ts';
import { withSpool } from './with-spool.ts';

describeWithMiniStack('a DynamoDB table with a spool', () => {
  const table = freshTables();
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  it.each<[string, () => Promise<Partial<DynamoLedgerOptions>>]>([
    ['cannot be reached', async () => ({ endpoint: `http://127.0.0.1:${await freePort()}` })],
    ['is not there', () => Promise.resolve({ table: 'nowhere' })],
  ])('that %s for a whole deployment has it all after the next command', async (_what, wrong) => {
    const warnings: string[] = [];
    const open = (more: Partial<DynamoLedgerOptions>) =>
      withSpool(
        openDynamoLedger({ ...table.options(), requestTimeoutMs: 60_000, ...more }),
        join(scratch.folder, 'spool.sqlite'),
        { warn: (line) => warnings.push(line) },
      );
    const down = open(await wrong());
    await down.start(startAt(1));
    await down.recordProof('dev', 'web', proofAt(1));
    await down.end('dev', idAt(1), endAt(1));
    expect(down.isReachable).toBe(false);
    expect(warnings).toEqual([expect.stringContaining('the ledger cannot be reached')]);
    down.close();

    const up = open({});
    expect(await up.underWay('dev')).toEqual([]);
    expect(up.isReachable).toBe(true);
    up.close();
    const behind = table.open();
    expect(await behind.deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
    expect(await behind.stacks('dev')).toEqual(new Map([['web', { proof: proofAt(1) }]]));
  });
});
