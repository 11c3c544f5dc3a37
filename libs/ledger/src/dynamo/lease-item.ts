import { z } from 'zod';
import { readRecord } from '../record.ts';
import { leaseKey } from './keys.ts';
import type { Table } from './table.ts';

/** A lease as it stands in the table. Times are epoch milliseconds, by the clock of whoever wrote them. */
const itemSchema = z.object({
  token: z.string(),
  holder: z.string(),
  since: z.iso.datetime(),
  expires: z.number(),
});

export type LeaseItem = z.infer<typeof itemSchema>;

const names = { '#token': 'token', '#expires': 'expires' };

/**
 * Puts a lease where there is none, or one that has run out.
 *
 * @param dead one that expires before this time has run out
 * @returns whether it was put
 */
export const putLease = (
  table: Table,
  environment: string,
  item: LeaseItem,
  dead: number,
): Promise<boolean> =>
  table.update({
    Key: leaseKey(environment),
    UpdateExpression: 'SET #token = :token, #holder = :holder, #since = :since, #expires = :expires',
    ConditionExpression: 'attribute_not_exists(#token) OR #expires < :dead',
    ExpressionAttributeNames: { ...names, '#holder': 'holder', '#since': 'since' },
    ExpressionAttributeValues: {
      ...{ ':token': item.token, ':holder': item.holder, ':since': item.since },
      ...{ ':expires': item.expires, ':dead': dead },
    },
  });

/** @returns whether it was still that of the token */
export const renewLease = (table: Table, environment: string, token: string, expires: number) =>
  table.update({
    Key: leaseKey(environment),
    UpdateExpression: 'SET #expires = :expires',
    ConditionExpression: '#token = :token',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':token': token, ':expires': expires },
  });

/** @returns whether it was still that of the token */
export const deleteLease = (table: Table, environment: string, token: string): Promise<boolean> =>
  table.transact([
    {
      Delete: {
        TableName: table.name,
        Key: leaseKey(environment),
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':token': token },
      },
    },
  ]);

export async function getLease(table: Table, environment: string): Promise<LeaseItem | undefined> {
  const item = await table.get(leaseKey(environment));
  return item && readRecord(itemSchema, item, `the lease of ${environment}`);
}
