import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stackFolder } from './folders.ts';

const provenSchema = z.strictObject({
  name: z.string(),
  stackHash: z.string(),
  /** Terraform JSON and variables that make it live again. */
  configuration: z.string(),
  variables: z.record(z.string(), z.string()),
  provenAt: z.iso.datetime(),
});

/** A stack as it last was live and proven: what a failed deployment puts back. */
export type ProvenStack = z.infer<typeof provenSchema>;

const fileOf = (environmentFolder: string, stack: string): string =>
  join(stackFolder(environmentFolder, stack), 'proven.json');

export function writeProven(environmentFolder: string, proven: ProvenStack): void {
  const file = fileOf(environmentFolder, proven.name);
  // Renamed into place: whoever is killed here leaves the old record or the new one, never half of one.
  writeFileSync(`${file}.tmp`, `${JSON.stringify(proven, null, 2)}\n`);
  renameSync(`${file}.tmp`, file);
}

/** What is proven of each stack that was ever deployed; a record that cannot be read counts as none. */
export function readProven(environmentFolder: string): Map<string, ProvenStack> {
  const found = stackNames(environmentFolder).flatMap((stack) => {
    try {
      const proven = provenSchema.parse(JSON.parse(readFileSync(fileOf(environmentFolder, stack), 'utf8')));
      return [[stack, proven] as const];
    } catch {
      return [];
    }
  });
  return new Map(found);
}

/** Every stack that Terraform was ever run for in this environment, sorted. */
export function stackNames(environmentFolder: string): string[] {
  try {
    return readdirSync(join(environmentFolder, 'stacks')).sort();
  } catch {
    return [];
  }
}
