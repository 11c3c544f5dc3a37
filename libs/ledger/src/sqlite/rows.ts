import type { SQLOutputValue } from 'node:sqlite';
import { deploymentEndSchema, deploymentStartSchema, type Deployment } from '../deployment.ts';
import { gunzipText } from '../gzip.ts';
import { readJson } from '../record.ts';
import {
  attemptSchema,
  proofSchema,
  stackSnapshotSchema,
  type StackRecord,
  type StackSnapshot,
} from '../stack.ts';

export type Row = Record<string, SQLOutputValue>;

export function deploymentOf({ id, start, ending }: Row): Deployment {
  const deployment = readJson(deploymentStartSchema, String(start), String(id));
  if (ending === null) return deployment;
  return { ...deployment, end: readJson(deploymentEndSchema, String(ending), `the end of ${String(id)}`) };
}

/** Without those of which nothing is recorded since they were forgotten. */
export function stackRecordsOf(rows: Row[]): ReadonlyMap<string, StackRecord> {
  return new Map(
    rows
      .filter(({ attempt, proof }) => attempt !== null || proof !== null)
      .map(({ stack, attempt, proof }) => {
        const name = String(stack);
        const record: StackRecord = {
          ...(attempt !== null && { attempt: readJson(attemptSchema, String(attempt), name) }),
          ...(proof !== null && { proof: readJson(proofSchema, String(proof), name) }),
        };
        return [name, record];
      }),
  );
}

export function snapshotOf({ content }: Row): StackSnapshot {
  return readJson(stackSnapshotSchema, gunzipText(content as Uint8Array), 'a snapshot');
}
