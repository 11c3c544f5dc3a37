import type { Ledger } from '../ledger.ts';
import { writerOf, type LedgerWrite } from '../write.ts';
import { readDeployment, readDeployments, readUnderWay, writeEnd, writeStart } from './deployments.ts';
import type { DynamoLedgerOptions } from './options.ts';
import {
  readSnapshot,
  readStacks,
  writeAttempt,
  writeForgotten,
  writeProof,
  writeSnapshot,
} from './stacks.ts';
import { openTable, type Table } from './table.ts';

/**
 * The ledger in a DynamoDB table (see `keys.ts`). Opening it asks nothing: the SDK is loaded with the first call.
 * Every call throws `LedgerUnavailable` where the table cannot be reached, is not there or may not be used.
 */
export function openDynamoLedger(options: DynamoLedgerOptions): Ledger {
  const table = openTable(options);
  return {
    ...writerOf((write) => apply(table, write)),
    deployment: (environment, id) => readDeployment(table, environment, id),
    deployments: (query) => readDeployments(table, query),
    underWay: (environment) => readUnderWay(table, environment),
    stacks: (environment) => readStacks(table, environment),
    snapshot: (environment, name, stackHash) => readSnapshot(table, environment, name, stackHash),
    close() {
      table.close();
    },
  };
}

function apply(table: Table, write: LedgerWrite): Promise<void> {
  switch (write.write) {
    case 'start':
      return writeStart(table, write.deployment);
    case 'end':
      return writeEnd(table, write.environment, write.id, write.end);
    case 'attempt':
      return writeAttempt(table, write.environment, write.stack, write.attempt);
    case 'proof':
      return writeProof(table, write.environment, write.stack, write.proof);
    case 'forget':
      return writeForgotten(table, write.environment, write.stack, write.deploymentId);
    case 'snapshot':
      return writeSnapshot(table, write.environment, write.snapshot);
  }
}
