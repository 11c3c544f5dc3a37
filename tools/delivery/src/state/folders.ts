import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';

/** Where an environment's state is kept on this machine; ignored by git. */
export function environmentFolder(workspaceRoot: string, environment: string): string {
  // The name becomes a path: an option of a command must not lead out of the folder.
  if (!/^[a-z][a-z0-9-]*$/.test(environment)) {
    throw new UserError(`no environment can be called ${JSON.stringify(environment)}`, {
      next: 'name a file of infra/src/environments, without .ts',
      exit: exitCode.usage,
    });
  }
  return join(workspaceRoot, '.prod-e', environment);
}

/** Where Terraform runs for a stack: its configuration, variables and state. */
export const stackFolder = (environmentFolder: string, stack: string): string =>
  join(environmentFolder, 'stacks', stack);

/** Every stack that Terraform was ever run for in this environment on this machine, sorted. */
export function stackNames(environmentFolder: string): string[] {
  try {
    return readdirSync(join(environmentFolder, 'stacks')).sort();
  } catch {
    return [];
  }
}
