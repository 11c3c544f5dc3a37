import { readRecord } from '../record.ts';
import {
  attemptSchema,
  proofSchema,
  stackSnapshotSchema,
  type Attempt,
  type Proof,
  type StackRecord,
  type StackSnapshot,
} from '../stack.ts';
import { snapshotKey, stackKey, stacksOf } from './keys.ts';
import { pack, unpack } from './packed.ts';
import type { Item, Table } from './table.ts';

export async function writeAttempt(table: Table, environment: string, stack: string, attempt: Attempt) {
  await writeNewer(table, environment, stack, 'attempt', attempt.deploymentId, attempt);
}

export async function writeProof(table: Table, environment: string, stack: string, proof: Proof) {
  await writeNewer(table, environment, stack, 'proof', proof.deploymentId, await pack(table, proof));
}

async function writeNewer(
  table: Table,
  environment: string,
  stack: string,
  kind: 'attempt' | 'proof',
  deploymentId: string,
  value: unknown,
): Promise<void> {
  await table.update({
    Key: stackKey(environment, stack),
    UpdateExpression: 'SET #value = :value, #by = :by',
    ConditionExpression: 'attribute_not_exists(#by) OR #by <= :by',
    ExpressionAttributeNames: { '#value': kind, '#by': `${kind}By` },
    ExpressionAttributeValues: { ':value': value, ':by': deploymentId },
  });
}

/** Said, and not removed: what an older deployment recorded may still be on its way here. */
export async function writeForgotten(table: Table, environment: string, stack: string, deploymentId: string) {
  await table.update({
    Key: stackKey(environment, stack),
    UpdateExpression: 'SET forgottenBy = :by',
    ConditionExpression: 'attribute_not_exists(forgottenBy) OR forgottenBy < :by',
    ExpressionAttributeValues: { ':by': deploymentId },
  });
}

export async function readStacks(
  table: Table,
  environment: string,
): Promise<ReadonlyMap<string, StackRecord>> {
  const records = new Map<string, StackRecord>();
  for await (const item of table.query(stacksOf(environment))) {
    const stack = String(item['sk']);
    const record: StackRecord = {};
    if (isThere(item, 'attempt')) record.attempt = readRecord(attemptSchema, item['attempt'], stack);
    if (isThere(item, 'proof')) record.proof = await unpack(table, item['proof'], proofSchema, stack);
    if (record.attempt ?? record.proof) records.set(stack, record);
  }
  return records;
}

function isThere(item: Item, kind: 'attempt' | 'proof'): boolean {
  const by = item[`${kind}By`] as string | undefined;
  const forgottenBy = item['forgottenBy'] as string | undefined;
  return by !== undefined && (forgottenBy === undefined || forgottenBy < by);
}

export async function writeSnapshot(table: Table, environment: string, snapshot: StackSnapshot) {
  const key = snapshotKey(environment, snapshot.name, snapshot.stackHash);
  await table.put({ ...key, snapshot: await pack(table, snapshot) }, 'attribute_not_exists(pk)');
}

export async function readSnapshot(table: Table, environment: string, name: string, stackHash: string) {
  const item = await table.get(snapshotKey(environment, name, stackHash));
  return item && unpack(table, item['snapshot'], stackSnapshotSchema, `a snapshot of ${name}`);
}
