import { randomBytes } from 'node:crypto';

/**
 * A new deployment's id: `d-`, the UTC time of its start to the millisecond, and four random characters, so that ids
 * sort by time and a person can read them.
 *
 * @example d-20261124T081530123Z-9f3a
 */
export function newDeploymentId(startedAt: Date): string {
  const time = startedAt.toISOString().replace(/[-:.]/g, '');
  return `d-${time}-${randomBytes(2).toString('hex')}`;
}
