import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface DynamoLedgerOptions {
  table: string;
  region: string;
  /** Of an emulator; AWS's own where there is none. */
  endpoint?: string;
  /** What a request may take, with its repetition; 4500 where it is not said. */
  requestTimeoutMs?: number;
  /** To be used instead of one of our own; whoever made it closes it. */
  client?: DynamoDBClient;
}

const defaultRequestMilliseconds = 4500;
const connectionMilliseconds = 3000;

export const requestMilliseconds = ({ requestTimeoutMs }: DynamoLedgerOptions): number =>
  requestTimeoutMs ?? defaultRequestMilliseconds;

/** Where the table is, for a person. */
export function whereIs({ table, region, endpoint }: DynamoLedgerOptions): string {
  const host = endpoint !== undefined && URL.canParse(endpoint) ? ` at ${new URL(endpoint).host}` : '';
  return `DynamoDB table ${table} in ${region}${host}`;
}

/** A client that gives up early: a deployment must not wait for its history. Credentials: the SDK's default chain. */
export async function newClient(options: DynamoLedgerOptions): Promise<DynamoDBClient> {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { region, endpoint } = options;
  return new DynamoDBClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: connectionMilliseconds,
      requestTimeout: requestMilliseconds(options),
      throwOnRequestTimeout: true,
    },
  });
}
