import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';
import { readServiceDefinition, type ServiceDefinition } from '@prod-e/service-definition';

export interface Service {
  definition: ServiceDefinition;
  /** Folder in the workspace, such as `apps/backend`. */
  root: string;
}

/**
 * Every service of the workspace, sorted by name.
 *
 * @param workspaceRoot absolute folder of the workspace
 * @throws UserError (exit 2) for a malformed definition, or a name that is not its folder's
 */
export function findServices(workspaceRoot: string): Service[] {
  return readdirSync(join(workspaceRoot, 'apps'))
    .sort()
    .map((folder) => `apps/${folder}`)
    .filter((root) => existsSync(join(workspaceRoot, root, 'service.json')))
    .map((root) => readService(workspaceRoot, root));
}

function readService(workspaceRoot: string, root: string): Service {
  const definition = inWorkspace(workspaceRoot, `${root}/service.json`);
  if (root === `apps/${definition.name}`) return { definition, root };
  throw new UserError(`malformed service definition: name: ${definition.name} is not the folder's name`, {
    where: `${root}/service.json`,
    exit: exitCode.usage,
  });
}

/** Reads a definition so that an error names it as a path in the workspace. */
function inWorkspace(workspaceRoot: string, file: string): ServiceDefinition {
  try {
    return readServiceDefinition(join(workspaceRoot, file));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, {
      where: file,
      ...(error.next !== undefined && { next: error.next }),
      exit: error.exit,
    });
  }
}
