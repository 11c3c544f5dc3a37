import { join } from 'node:path';
import { assertSetUp, environmentsFolder, loadEnvironment, type Environment } from '@prod-e/environment';
import { defaultEnvironment, environmentVariable } from './environment-name.ts';

/**
 * The environment that the present Nx command is for.
 *
 * @throws UserError (exit 2) where placeholders still stand in it
 */
export async function requestedEnvironment(workspaceRoot: string): Promise<Environment> {
  const environment = await loadEnvironment(
    process.env[environmentVariable] ?? defaultEnvironment,
    join(workspaceRoot, environmentsFolder),
  );
  assertSetUp(environment);
  return environment;
}
