import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';
import type { Note } from '../output/progress.ts';
import { compileCache } from '../workspace/compile-cache.ts';
import { runApart, type ApartResult } from './run-apart.ts';
import { held, isStale, lockIn } from './stale-lock.ts';
import { summary } from './summary.ts';

export interface TerraformOptions {
  /** Where Terraform runs: configuration, variables and state are there. */
  folder: string;
  workspaceRoot: string;
  /** Aborted, no further Terraform is started. One that runs is left to end: it is what keeps the stack whole. */
  signal: AbortSignal;
  note: Note;
  /** Age at which a lock on a remote state is that of a dead process. A local one dies with its process. */
  staleLockMinutes?: number;
}

/** Where Terraform's whole output goes, in a stack's folder. */
const logName = 'terraform.log';

const locking = ['plan', 'apply', 'destroy'];

/** An apply whose deployment was killed goes on by itself, and holds the state's lock until it is done. */
const patience = '120s';

/**
 * Runs Terraform in a stack's folder. A state that is locked is waited for; one that a dead process has locked is
 * unlocked.
 *
 * @returns its exit code, 0 or the 2 of `plan -detailed-exitcode`, with what it printed
 * @throws UserError with what Terraform said; exit 3 where the state stays locked
 */
export async function runTerraform(line: string[], options: TerraformOptions): Promise<ApartResult> {
  const [verb = ''] = line;
  if (!locking.includes(verb)) return succeed(line, await once(line, options), options);
  const first = await once(waiting(line, '0s'), options);
  const lock = lockIn(first.output);
  if (!lock) return succeed(line, first, options);
  if (isStale(lock, options)) {
    options.note(`breaking the lock that ${lock.who} left behind at ${lock.created.toISOString()}`);
    await once(['force-unlock', '-force', lock.id], options);
  }
  const second = await once(waiting(line, patience), options);
  const stillLocked = lockIn(second.output);
  if (stillLocked) throw held(stillLocked, options);
  return succeed(line, second, options);
}

/** Its options come before the name of a plan. */
const waiting = ([verb = '', ...args]: string[], time: string): string[] => [
  verb,
  `-lock-timeout=${time}`,
  ...args,
];

function succeed(line: string[], result: ApartResult, { folder }: TerraformOptions): ApartResult {
  if (result.code === 0 || (result.code === 2 && line.includes('-detailed-exitcode'))) return result;
  throw new UserError(`terraform ${line[0] ?? ''} failed: ${summary(result.output)}`, {
    where: join(folder, logName),
  });
}

async function once(
  [verb = '', ...args]: string[],
  { folder, workspaceRoot, signal }: TerraformOptions,
): Promise<ApartResult> {
  signal.throwIfAborted();
  const flags = [
    ...(verb === 'force-unlock' ? [] : ['-no-color']),
    ...(locking.includes(verb) ? ['-input=false'] : []),
  ];
  const result = await runApart('terraform', [verb, ...flags, ...args], {
    cwd: folder,
    env: environmentOf(workspaceRoot),
  });
  appendFileSync(join(folder, logName), result.output);
  if (result.code === commandNotFound) throw missing();
  return result;
}

/**
 * Asks Terraform something that changes nothing.
 *
 * @returns standard output alone: warnings go elsewhere
 * @throws UserError with what Terraform said
 */
export async function askTerraform(
  args: string[],
  { folder, workspaceRoot, signal }: TerraformOptions,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('terraform', args, {
      ...{ cwd: folder, env: environmentOf(workspaceRoot), signal, maxBuffer: 256 * 1024 * 1024 },
    });
    return stdout;
  } catch (error) {
    signal.throwIfAborted();
    const { stderr = '', code } = error as { stderr?: string; code?: unknown };
    if (code === 'ENOENT') throw missing();
    throw new UserError(`terraform ${args[0] ?? ''} failed: ${summary(stderr)}`, {
      where: folder,
      cause: error,
    });
  }
}

const environmentOf = (workspaceRoot: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ...compileCache(workspaceRoot),
  PROD_E_ROOT: workspaceRoot,
  CHECKPOINT_DISABLE: '1',
  TF_IN_AUTOMATION: '1',
});

const commandNotFound = 127;

const missing = () =>
  new UserError('the terraform command is missing', {
    next: 'install Terraform 1.11 or newer, then run: npm run setup',
  });
