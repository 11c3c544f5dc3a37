import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';

/** The history of deployments, and the lease of the environment: keys and items are those of libs/ledger. */
export const ledgerTable = (
  stack: TerraformStack,
  { ledger, deletionProtection }: AwsEnvironment,
): DynamodbTable =>
  new DynamodbTable(stack, 'ledger', {
    name: ledger.table,
    billingMode: 'PAY_PER_REQUEST',
    attribute: [
      { name: 'pk', type: 'S' },
      { name: 'sk', type: 'S' },
    ],
    ...{ hashKey: 'pk', rangeKey: 'sk' },
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: deletionProtection,
  });
