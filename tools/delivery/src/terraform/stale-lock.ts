import { exitCode, UserError } from '@prod-e/errors';
import type { TerraformOptions } from './run.ts';

/** What Terraform prints of a lock that it could not get. */
export interface LockInfo {
  id: string;
  who: string;
  operation: string;
  created: Date;
}

/**
 * Whether a lock on a remote state was left there by a Terraform that is dead. Whoever deploys holds the environment's
 * own lock, so none but a Terraform that outlived its deployment can be at work; when its lock has reached an age that
 * none reaches, it is dead.
 */
export const isStale = (
  { created }: LockInfo,
  { staleLockMinutes = Infinity }: Pick<TerraformOptions, 'staleLockMinutes'>,
): boolean => Date.now() - created.getTime() >= staleLockMinutes * 60_000;

/** The lock that an error of Terraform's tells of. */
export function lockIn(output: string): LockInfo | undefined {
  if (!output.includes('Error acquiring the state lock')) return undefined;
  const field = (name: string) => new RegExp(`^[│\\s]*${name}:\\s+(.*?)\\s*$`, 'm').exec(output)?.[1];
  const [id, who, operation, created] = ['ID', 'Who', 'Operation', 'Created'].map(field);
  if (id === undefined || created === undefined) return undefined;
  // As Go prints a time: 2026-11-24 08:15:30.123456789 +0000 UTC
  const at = new Date(created.replace(/^(\S+) (\d\d:\d\d:\d\d)(\.\d{1,3})?\d* \+0000 UTC.*$/, '$1T$2$3Z'));
  return { id, who: who ?? 'somebody', operation: operation ?? 'unknown', created: at };
}

/** Whoever holds the lock may still be at work. */
export const held = (
  { id, who, operation, created }: LockInfo,
  { folder, staleLockMinutes }: TerraformOptions,
) =>
  new UserError(
    `the state is locked by ${who} (${operation}) since ${created.toISOString().replace(/\.\d+Z$/, 'Z')}`,
    {
      where: folder,
      next:
        staleLockMinutes === undefined
          ? 'wait until it has ended, then deploy again'
          : `wait until it has ended, then deploy again; if it is dead: terraform force-unlock ${id} in that folder, or wait ${staleLockMinutes} minutes`,
      exit: exitCode.refused,
    },
  );
