import { ledgerErrorOf } from './errors.ts';
import { newClient, whereIs, type DynamoLedgerOptions } from './options.ts';

const activeWithinSeconds = 60;

/** Makes a ledger's table, paid by use, and waits until it can be used: for tests and emulators. One that is there is kept. */
export async function createLedgerTable(options: DynamoLedgerOptions): Promise<void> {
  const { CreateTableCommand, waitUntilTableExists } = await import('@aws-sdk/client-dynamodb');
  const client = options.client ?? (await newClient(options));
  try {
    const create = new CreateTableCommand({
      TableName: options.table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
    await client.send(create).catch((error: unknown) => {
      if ((error as Error).name !== 'ResourceInUseException') throw error;
    });
    await waitUntilTableExists({ client, maxWaitTime: activeWithinSeconds }, { TableName: options.table });
  } catch (error) {
    throw ledgerErrorOf(error, whereIs(options));
  } finally {
    if (!options.client) client.destroy();
  }
}
