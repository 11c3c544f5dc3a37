import { join } from 'node:path';
import type { AwsEnvironment, Environment } from '@prod-e/environment';
import {
  openDynamoLedger,
  openSqliteLedger,
  withSpool,
  type DynamoLedgerOptions,
  type Ledger,
  type SpooledLedger,
} from '@prod-e/ledger';

/** File of an environment's history, in its folder. */
export const ledgerFile = 'ledger.sqlite';

/**
 * Opens the history of an environment. Where it is kept elsewhere and cannot be reached, what is written waits in a
 * spool on this machine, and is written by the next command that reaches it.
 */
export async function openLedger(
  environment: Environment,
  folder: string,
  warn: (line: string) => void,
): Promise<SpooledLedger> {
  if (environment.platform === 'local') return local(openSqliteLedger(join(folder, ledgerFile), { warn }));
  const spooled = withSpool(openDynamoLedger(tableOf(environment)), join(folder, 'spool.sqlite'), { warn });
  await spooled.flush();
  return spooled;
}

/** The table in which an environment's history is kept, and its lease. */
export function tableOf({ region, endpoint: all, ledger }: AwsEnvironment): DynamoLedgerOptions {
  const endpoint = ledger.endpoint ?? all;
  return { table: ledger.table, region, ...(endpoint !== undefined && { endpoint }) };
}

/** A file of this machine is always there. */
const local = (ledger: Ledger): SpooledLedger => ({
  ...ledger,
  isReachable: true,
  flush: () => Promise.resolve({ waiting: 0, refused: 0 }),
});

export type { SpooledLedger };
