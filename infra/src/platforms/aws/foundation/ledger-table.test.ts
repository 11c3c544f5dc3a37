import { createLedgerTable } from '@prod-e/ledger';
import { startScriptedAws, type ScriptedAws } from '@prod-e/testing/scripted-aws';
import { foundationJson } from '../../../../test/foundation.ts';

describe('the table of the ledger', () => {
  let aws: ScriptedAws;
  beforeAll(async () => {
    aws = await startScriptedAws({
      CreateTable: {},
      DescribeTable: { Table: { TableStatus: 'ACTIVE' } },
    });
    Object.assign(process.env, aws.env);
  });
  afterAll(() => aws.stop());

  it('is the one that the ledger would make', async () => {
    const { region, endpoint, calls } = aws;
    await createLedgerTable({ table: 'prod-e-lab', region, endpoint });
    const table = foundationJson().only('aws_dynamodb_table');
    expect(calls.find(({ operation }) => operation === 'CreateTable')?.input).toEqual({
      TableName: table['name'],
      BillingMode: table['billing_mode'],
      AttributeDefinitions: (table['attribute'] as { name: string; type: string }[]).map(
        ({ name, type }) => ({ AttributeName: name, AttributeType: type }),
      ),
      KeySchema: [
        { AttributeName: table['hash_key'], KeyType: 'HASH' },
        { AttributeName: table['range_key'], KeyType: 'RANGE' },
      ],
    });
    for (const index of ['ttl', 'global_secondary_index', 'local_secondary_index'])
      expect(table).not.toHaveProperty(index);
  });

  it('can be brought back to any second of the last weeks', () => {
    expect(foundationJson().only('aws_dynamodb_table')).toMatchObject({
      point_in_time_recovery: { enabled: true },
    });
  });

  it('is the one that deployments look for', () => {
    const { only } = foundationJson({ ledger: { table: 'history' } });
    expect(only('aws_dynamodb_table')['name']).toBe('history');
  });
});
