import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitCode, UserError } from '@prod-e/errors';
import { parseEnvironment, type Environment } from './environment.ts';

/** Folder of the workspace with one file per environment. */
export const environmentsFolder = 'infra/src/environments';

/**
 * Loads and validates an environment.
 *
 * @param name the environment, which is the file's name without `.ts`
 * @param folder absolute folder of the environment files
 * @throws UserError (exit 2) when there is no such file, or its values are invalid
 */
export async function loadEnvironment(name: string, folder: string): Promise<Environment> {
  const file = join(folder, `${name}.ts`);
  // Listed rather than probed: a name with a path in it must not lead out of the folder.
  if (!environmentNames(folder).includes(name)) {
    throw new UserError(`unknown environment ${JSON.stringify(name)}`, {
      where: environmentsFolder,
      next: `choose one of: ${environmentNames(folder).join(', ')}; or add ${name}.ts there`,
      exit: exitCode.usage,
    });
  }
  const shown = `${environmentsFolder}/${name}.ts`;
  const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
  const environment = parseEnvironment(module.default, shown);
  if (environment.name === name) return environment;
  throw new UserError(`invalid environment: name: must be ${JSON.stringify(name)}, as the file is called`, {
    where: shown,
    exit: exitCode.usage,
  });
}

/** The environments that there are, sorted. */
export function environmentNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();
}
