import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { gunzipText, gzipJson } from '../gzip.ts';
import { readJson, readRecord } from '../record.ts';
import { partKey, partsOf } from './keys.ts';
import { packedSchema, type Packed } from './packed-schema.ts';
import type { Table } from './table.ts';

/** DynamoDB takes items of 400 KB, names and the other attributes included. */
const partBytes = 350 * 1024;

/**
 * A value as compressed JSON for an attribute. One that is too large for an item is split over items of its own, which
 * are written here. They are named by their content: writing them again changes nothing, and whoever reads an item
 * while it is replaced still finds the parts that it names.
 */
export async function pack(table: Table, value: unknown): Promise<Packed> {
  const bytes = Uint8Array.from(gzipJson(value));
  if (bytes.length <= partBytes) return { bytes };
  const hash = createHash('sha256').update(bytes).digest('hex');
  const count = Math.ceil(bytes.length / partBytes);
  for (let number = 1; number <= count; number++) {
    const part = bytes.subarray((number - 1) * partBytes, number * partBytes);
    await table.put({ ...partKey(hash, number), bytes: part });
  }
  return { hash, count };
}

/** @throws UserError where what is there is not what was packed */
export async function unpack<T>(
  table: Table,
  attribute: unknown,
  schema: z.ZodType<T>,
  what: string,
): Promise<T> {
  const packed = readRecord(packedSchema, attribute, what);
  const bytes = 'bytes' in packed ? packed.bytes : await joined(table, packed.hash);
  return readJson(schema, inflated(bytes), what);
}

async function joined(table: Table, hash: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of table.query(partsOf(hash))) parts.push(bytes as Uint8Array);
  return Buffer.concat(parts);
}

/** Where a part is missing there is no text, which is then told as unreadable. */
function inflated(bytes: Uint8Array): string {
  try {
    return gunzipText(bytes);
  } catch {
    return '';
  }
}
