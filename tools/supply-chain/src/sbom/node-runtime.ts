import { UserError } from '@prod-e/errors';
import { baseInputs } from '@prod-e/base-image';
import type { NodeRuntime } from './inventory.ts';
import type { NpmLock } from './npm-lock.ts';

/**
 * The Node that is copied into the base image: npm's package for the architecture of this machine.
 *
 * @throws UserError when the lock file means another version than the base is made with
 */
export function nodeRuntime(lock: NpmLock): NodeRuntime {
  const packageName = `node-linux-${process.arch}`;
  const { version, licence, integrity } = lock.find(`node_modules/${packageName}`);
  const { nodeVersion } = baseInputs('node');
  if (version !== nodeVersion) {
    throw new UserError(`the base has Node ${nodeVersion ?? 'of no version'}, locked is ${version}`, {
      where: 'package-lock.json',
      next: 'npm ci',
    });
  }
  return { packageName, version, ...(licence && { licence }), ...(integrity && { integrity }) };
}
