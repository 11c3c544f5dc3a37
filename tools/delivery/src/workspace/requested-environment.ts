import { join } from 'node:path';
import { environmentsFolder, loadEnvironment, type Environment } from '@prod-e/environment';
import { defaultEnvironment, environmentVariable } from './environment-name.ts';

/** The environment that the present Nx command is for. */
export const requestedEnvironment = (workspaceRoot: string): Promise<Environment> =>
  loadEnvironment(
    process.env[environmentVariable] ?? defaultEnvironment,
    join(workspaceRoot, environmentsFolder),
  );
