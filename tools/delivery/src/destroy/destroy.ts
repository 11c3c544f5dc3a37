import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { inEnvironment, type OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { createProgress, type Progress } from '../output/progress.ts';
import { startRecord, type Recorder } from '../record/recorder.ts';
import { environmentFolder, stackFolder, stackNames } from '../state/folders.ts';
import { whileLocked } from '../state/lock-environment.ts';
import { destroyStack, type TerraformOptions } from '../terraform/terraform.ts';
import { currentCommit } from '../workspace/git.ts';

export interface DestroyOptions extends Run {
  workspaceRoot: string;
  environment: string;
}

/**
 * Takes an environment down: its stacks, services before what they stand on, then whatever still carries its label,
 * then its state. Images of services stay while another environment runs those; the history of deployments stays.
 *
 * @returns true
 * @throws UserError when Terraform or the engine fails, exit 3 when the lock is held
 */
export async function destroy(options: DestroyOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, print, paint } = options;
  const folder = environmentFolder(workspaceRoot, name);
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  const hasHistory = await inEnvironment({ ...options, environment }, (open) =>
    whileLocked(open, 'nx run infra:destroy', options, (run) => takeDown(open, run)),
  );
  if (!hasHistory) await rm(folder, { recursive: true, force: true });
  print(`\n${paint('green', `environment ${name} is gone`)}\n`);
  return true;
}

/** @returns whether there is a history of the environment to keep */
async function takeDown(open: OpenEnvironment, { signal, print, paint }: Run): Promise<boolean> {
  const { environment, folder, ledger, platform, workspaceRoot } = open;
  const progress = createProgress({ print, paint });
  const records = await ledger.stacks(environment.name);
  const names = [...new Set([...stackNames(folder), ...records.keys()])]
    .sort()
    .sort((a, b) => Number(a === 'foundation') - Number(b === 'foundation'));
  const commit = await currentCommit(workspaceRoot);
  const recorder =
    names.length > 0 ? await startRecord({ open, kind: 'destroy', commit, env: process.env }) : undefined;
  try {
    for (const name of names) await destroyOne(name, open, progress, signal, recorder);
    for (const removed of await platform.sweep(names)) progress.note('removed', removed);
    await rm(join(folder, 'stacks'), { recursive: true, force: true });
    await end(recorder, 'succeeded');
  } catch (error) {
    await end(recorder, signal.aborted ? 'cancelled' : 'failed', error);
    throw error;
  }
  return (await ledger.deployments({ environment: environment.name, limit: 1 })).length > 0;
}

async function destroyOne(
  name: string,
  open: OpenEnvironment,
  progress: Progress,
  signal: AbortSignal,
  recorder?: Recorder,
): Promise<void> {
  const options: TerraformOptions = {
    ...{ folder: stackFolder(open.folder, name), workspaceRoot: open.workspaceRoot, signal },
    note: (text) => {
      progress.note(name, text);
    },
    ...(open.environment.platform === 'aws' && { staleLockMinutes: open.environment.staleLockMinutes }),
  };
  await bringConfiguration(name, options.folder, open);
  await progress.step(name, 'destroying', () => destroyStack(options));
  await recorder?.removed(name);
}

/** A machine that did not deploy a stack has nothing of it: what it was is in the ledger. */
async function bringConfiguration(name: string, folder: string, open: OpenEnvironment): Promise<void> {
  const file = join(folder, 'cdk.tf.json');
  if (existsSync(file)) return;
  const { ledger, environment } = open;
  const record = (await ledger.stacks(environment.name)).get(name);
  const hash = record?.proof?.stackHash ?? record?.attempt?.stackHash;
  const snapshot = hash === undefined ? undefined : await ledger.snapshot(environment.name, name, hash);
  await mkdir(folder, { recursive: true });
  await writeFile(file, snapshot?.configuration ?? '{}');
  await writeFile(join(folder, 'terraform.tfvars.json'), JSON.stringify(snapshot?.variables ?? {}, null, 2));
}

async function end(
  recorder: Recorder | undefined,
  outcome: 'succeeded' | 'failed' | 'cancelled',
  error?: unknown,
): Promise<void> {
  await recorder?.end(outcome, {
    ...{ outcomes: [], images: [], records: new Map() },
    ...(error instanceof Error && { reason: error.message }),
  });
}
