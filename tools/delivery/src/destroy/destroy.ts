import { rm } from 'node:fs/promises';
import type { Run } from '../executor.ts';
import { createProgress } from '../output/progress.ts';
import { localPlatform } from '../platforms/local.ts';
import { environmentFolder, stackFolder } from '../state/folders.ts';
import { takeLock } from '../state/lock.ts';
import { stackNames } from '../state/proven.ts';
import { destroyStack } from '../terraform/terraform.ts';

export interface DestroyOptions extends Run {
  workspaceRoot: string;
  environment: string;
}

/**
 * Takes an environment down: its stacks, services before what they stand on, then whatever still carries its label,
 * then its state. Images stay while another environment runs them.
 *
 * @returns true
 * @throws UserError when Terraform or the engine fails, exit 3 when the lock is held
 */
export async function destroy({
  workspaceRoot,
  environment,
  signal,
  print,
  paint,
}: DestroyOptions): Promise<boolean> {
  const folder = environmentFolder(workspaceRoot, environment);
  const unlock = takeLock(folder, 'nx run infra:destroy');
  try {
    const progress = createProgress({ print, paint });
    const names = stackNames(folder).sort((a, b) => Number(a === 'foundation') - Number(b === 'foundation'));
    for (const name of names) {
      const options = { folder: stackFolder(folder, name), workspaceRoot, signal };
      await progress.step(name, 'destroying', () => destroyStack(options));
    }
    for (const removed of await localPlatform.sweep(environment, names)) progress.note('removed', removed);
    await rm(folder, { recursive: true, force: true });
    print(`\n${paint('green', `environment ${environment} is gone`)}\n`);
    return true;
  } finally {
    unlock();
  }
}
