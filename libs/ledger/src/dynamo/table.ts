import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DynamoDBDocument,
  PutCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { isConditionFailure, isConflict, ledgerErrorOf } from './errors.ts';
import type { Key } from './keys.ts';
import { newClient, requestMilliseconds, whereIs, type DynamoLedgerOptions } from './options.ts';

export type Item = Record<string, unknown>;
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The table as the ledger uses it: consistent reads, conditional writes. Every method throws what `errors.ts` says. */
export interface Table {
  name: string;
  get(key: Key): Promise<Item | undefined>;
  /** Items of a partition in the order of their sort keys, page by page as they are taken. */
  query(partition: string, options?: QueryOptions): AsyncGenerator<Item>;
  /** @returns whether it was made: its condition held */
  put(item: Item, condition?: string): Promise<boolean>;
  /** @returns whether it was made: its condition held */
  update(input: Omit<UpdateCommandInput, 'TableName'>): Promise<boolean>;
  /** @returns whether all were made: every condition held; else none was */
  transact(writes: Write[]): Promise<boolean>;
  close(): void;
}

interface QueryOptions {
  newestFirst?: boolean;
  /** Only sort keys below this. */
  before?: string | undefined;
  /** Items of a page. */
  page?: number;
}

const conflictAttempts = 8;

export function openTable(options: DynamoLedgerOptions): Table {
  const name = options.table;
  let opened: Promise<{ document: DynamoDBDocument; close: () => void }> | undefined;
  const connection = () => (opened ??= connect(options));

  const send = async <T>(request: (document: DynamoDBDocument, signal: Signal) => Promise<T>): Promise<T> => {
    const { document } = await connection();
    const abortSignal = AbortSignal.timeout(requestMilliseconds(options));
    try {
      // The signal ends a request, but not the search for credentials before it.
      return await Promise.race([request(document, { abortSignal }), rejection(abortSignal)]);
    } catch (error) {
      if (isConditionFailure(error) || isConflict(error)) throw error;
      throw ledgerErrorOf(
        error,
        whereIs(options),
        abortSignal.aborted ? requestMilliseconds(options) : undefined,
      );
    }
  };

  const write = async (request: (document: DynamoDBDocument, signal: Signal) => Promise<unknown>) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await send(request);
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        if (!isConflict(error)) throw error;
        if (attempt === conflictAttempts) throw ledgerErrorOf(error, whereIs(options));
        await sleep(10 * attempt * (1 + Math.random()));
      }
    }
  };

  return {
    name,
    async get(key) {
      const input = { TableName: name, Key: key, ConsistentRead: true };
      return (await send((document, signal) => document.get(input, signal))).Item;
    },
    async *query(partition, query = {}) {
      const input = queryInput(name, partition, query);
      do {
        const { Items, LastEvaluatedKey } = await send((document, signal) => document.query(input, signal));
        yield* Items ?? [];
        input.ExclusiveStartKey = LastEvaluatedKey;
      } while (input.ExclusiveStartKey);
    },
    put(item, condition) {
      const input: PutCommandInput = {
        TableName: name,
        Item: item,
        ...(condition !== undefined && { ConditionExpression: condition }),
      };
      return write((document, signal) => document.put(input, signal));
    },
    update: (input) => write((document, signal) => document.update({ TableName: name, ...input }, signal)),
    transact: (writes) =>
      write((document, signal) => document.transactWrite({ TransactItems: writes }, signal)),
    close() {
      void opened?.then(
        ({ close }) => {
          close();
        },
        () => undefined,
      );
      opened = undefined;
    },
  };
}

interface Signal {
  abortSignal: AbortSignal;
}

const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('no answer in time'));
    });
  });

async function connect(options: DynamoLedgerOptions) {
  const { DynamoDBDocument } = await import('@aws-sdk/lib-dynamodb');
  const client = options.client ?? (await newClient(options));
  const document = DynamoDBDocument.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    document,
    close() {
      if (!options.client) client.destroy();
    },
  };
}

function queryInput(table: string, partition: string, { newestFirst, before, page }: QueryOptions) {
  const input: QueryCommandInput = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
    ExpressionAttributeValues: { ':pk': partition, ...(before !== undefined && { ':before': before }) },
    ScanIndexForward: newestFirst !== true,
    ...(page !== undefined && { Limit: page }),
  };
  return input;
}
