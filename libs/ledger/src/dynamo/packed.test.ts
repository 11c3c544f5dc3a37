import { randomBytes } from 'node:crypto';
import { DynamoDBClient, ScanCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { UserError } from '@prod-e/errors';
import { describeWithMiniStack } from '@prod-e/testing/ministack';
import { freshTables } from '../../test/ministack-table.ts';
import { changeOf, endAt, idAt, snapshotOf, startAt } from '../../test/samples.ts';
import { createLedgerTable } from './create-table.ts';
import { openDynamoLedger } from './ledger.ts';

// Nothing that compression could make small.
const large = (): string => randomBytes(800_000).toString('hex');

describeWithMiniStack('what is packed into DynamoDB', () => {
  const table = freshTables();
  let client: DynamoDBClient;
  beforeEach(() => {
    client = new DynamoDBClient(table.options());
  });
  afterEach(() => {
    client.destroy();
  });
  const keys = async (): Promise<string[]> => {
    const { Items } = await client.send(new ScanCommand({ TableName: table.options().table }));
    return (Items ?? []).map(({ pk, sk }) => `${pk?.S ?? ''} ${sk?.S ?? ''}`);
  };

  it('is one item as long as it fits: a configuration of megabytes, compressed', async () => {
    const configuration = JSON.stringify(
      Array(50_000).fill({ resource: { name: 'a resource like others' } }),
    );
    expect(configuration.length).toBeGreaterThan(2_000_000);
    await table.open().keepSnapshot('dev', snapshotOf('web', 'a', configuration));
    expect(await keys()).toEqual(['SNAPSHOTS#dev#web a']);
    expect((await table.open().snapshot('dev', 'web', 'a'))?.configuration).toBe(configuration);
  });

  it('is split over items of its own where it does not fit', async () => {
    const snapshot = snapshotOf('web', 'a', large());
    await table.open().keepSnapshot('dev', snapshot);
    expect((await keys()).filter((key) => /^PARTS#[0-9a-f]{64} 000[123]$/.test(key))).toHaveLength(3);
    expect(await table.open().snapshot('dev', 'web', 'a')).toEqual(snapshot);
  });

  it('is an end too', async () => {
    const end = endAt(1, { stacks: [changeOf('web', { reason: large() })] });
    const ledger = table.open();
    await ledger.start(startAt(1));
    await ledger.end('dev', idAt(1), end);
    expect((await ledger.deployments({ environment: 'dev', limit: 1 }))[0]?.end).toEqual(end);
  });

  it('says so where a part of it is missing', async () => {
    await table.open().keepSnapshot('dev', snapshotOf('web', 'a', large()));
    const [pk = '', sk = ''] = (await keys()).find((key) => key.endsWith(' 0002'))?.split(' ') ?? [];
    const Key = { pk: { S: pk }, sk: { S: sk } };
    await client.send(new DeleteItemCommand({ TableName: table.options().table, Key }));
    const failure: unknown = await table
      .open()
      .snapshot('dev', 'web', 'a')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as Error).message).toContain("the ledger's record of a snapshot of web cannot be read");
  });

  it('is read and written by a client that is handed over, and left open', async () => {
    const ledger = openDynamoLedger({ ...table.options(), client });
    await ledger.start(startAt(1));
    ledger.close();
    expect(await keys()).toEqual([`DEPLOYMENTS#dev ${idAt(1)}`, `UNDERWAY#dev ${idAt(1)}`]);
  });

  it('stays when its table is created again', async () => {
    await table.open().start(startAt(1));
    await createLedgerTable(table.options());
    expect(await table.open().deployment('dev', idAt(1))).toEqual(startAt(1));
  });
});
