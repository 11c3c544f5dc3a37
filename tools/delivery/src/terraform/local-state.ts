import { copyFile, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TerraformOptions } from './run.ts';

const stateName = 'terraform.tfstate';
const backupName = 'terraform.tfstate.backup';

/** Longer than it takes to write a state. */
const writeMilliseconds = 250;

/**
 * Sets a state file of this machine aside that cannot be read, and takes the one before it in its place where that one
 * can. Nothing is lost by it: what is live is read from the platform, and every resource can be put in place anew.
 */
export async function setCorruptStateAside({ folder, note }: TerraformOptions): Promise<void> {
  const state = join(folder, stateName);
  if ((await check(state)) !== 'corrupt') return;
  // A Terraform that outlived its deployment may be in the middle of writing it.
  await sleep(writeMilliseconds);
  if ((await check(state)) !== 'corrupt') return;
  const aside = `${stateName}.corrupt-${Date.now()}`;
  await rename(state, join(folder, aside));
  const hasBackup = (await check(join(folder, backupName))) === 'whole';
  if (hasBackup) await copyFile(join(folder, backupName), state);
  note(
    `its state could not be read and is set aside as ${aside}; ${hasBackup ? 'the one before it is taken' : 'a new one is begun'}`,
  );
}

async function check(file: string): Promise<'absent' | 'whole' | 'corrupt'> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return 'absent';
  try {
    const state = JSON.parse(text) as { version?: unknown; resources?: unknown };
    return typeof state.version === 'number' && Array.isArray(state.resources) ? 'whole' : 'corrupt';
  } catch {
    return 'corrupt';
  }
}
