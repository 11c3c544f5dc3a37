import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { workspaceRoot } from './paths.ts';

export interface NodePackage {
  version: string;
  /** Absolute path of the binary. */
  binary: string;
}

/**
 * The Node that npm installed for the workspace; the image gets the same binary.
 *
 * @throws UserError when npm has not installed it
 */
export function nodePackage(architecture: string = process.arch): NodePackage {
  const name = `node-linux-${architecture}`;
  const folder = join(workspaceRoot, 'node_modules', name);
  const description = join(folder, 'package.json');
  if (!existsSync(description)) {
    throw new UserError(`npm’s package ${name} is not installed`, { where: folder, next: 'npm ci' });
  }
  const { version } = JSON.parse(readFileSync(description, 'utf8')) as { version: string };
  return { version, binary: join(folder, 'bin/node') };
}
