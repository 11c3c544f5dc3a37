import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stateFolder, type AwsLab, type Machine } from '@prod-e/delivery/aws-lab';
import { scratchFolder } from '@prod-e/testing/fixtures';

/** Texts by where they are, that something must not be in. */
export type Places = Record<'states' | 'ledger' | 'files' | 'plans', string[]>;

/** Whatever a lab and a machine keep, what is compressed also as it was before. */
export async function placesOf(lab: AwsLab, machine: Machine, plans: string): Promise<Places> {
  return {
    states: Object.values(await lab.states()),
    ledger: await itemsOf(lab),
    files: filesIn(stateFolder(machine, lab.name)).flatMap((file) => texts(readFileSync(file))),
    plans: plansIn(plans),
  };
}

/** Bytes as text, and each gzip stream that begins in them. */
function texts(bytes: Buffer): string[] {
  const found = [bytes.toString('latin1')];
  for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at)).toString());
    } catch {
      // It only looked like one, or goes on elsewhere in the file.
    }
  }
  return found;
}

const magic = Buffer.from([0x1f, 0x8b, 0x08]);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

async function itemsOf(lab: AwsLab): Promise<string[]> {
  const answer = await lab.scan();
  const bytes = [...answer.matchAll(/"B": ?"([^"]+)"/g)].map(([, text = '']) => Buffer.from(text, 'base64'));
  return [answer, ...bytes.flatMap(texts)];
}

/** A plan of Terraform's is a zip archive. */
function plansIn(folder: string): string[] {
  const scratch = scratchFolder();
  try {
    const plans = filesIn(folder).filter((file) => file.endsWith('.tfplan'));
    for (const [index, plan] of plans.entries()) {
      execFileSync('python3', ['-m', 'zipfile', '-e', plan, join(scratch.folder, String(index))]);
    }
    return [...filesIn(folder), ...filesIn(scratch.folder)].flatMap((file) => texts(readFileSync(file)));
  } finally {
    scratch.remove();
  }
}
