import type { RegistryConfiguration } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import type { Credentials } from './credentials.ts';
import { engineStore } from './engine/store.ts';
import type { RegistryOptions } from './options.ts';
import type { Registry } from './registry.ts';

/**
 * The registry that an environment's configuration names. What only another kind needs is not loaded.
 *
 * @param configuration as `registrySchema` validated it
 * @param variables where the names of its environment variables are looked up, when they are needed
 */
export async function registryOf(
  configuration: RegistryConfiguration,
  options: RegistryOptions = {},
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Registry> {
  const { kind } = configuration;
  if (kind === 'engine') return engineStore(options);
  const { namespace } = configuration;
  const common = { ...options, ...(namespace !== undefined && { namespace }) };
  if (kind === 'ecr') {
    const { account, region, endpoint } = configuration;
    const { ecrRegistry } = await import('./ecr/ecr-registry.ts');
    return ecrRegistry({ ...common, account, region, ...(endpoint !== undefined && { endpoint }) });
  }
  const { host, insecure, usernameVariable, passwordVariable } = configuration;
  const anonymous = usernameVariable === undefined && passwordVariable === undefined;
  const credentials = () => readCredentials(host, usernameVariable, passwordVariable, variables);
  const { ociRegistry } = await import('./oci/oci-registry.ts');
  return ociRegistry({ ...common, host, insecure, ...(!anonymous && { credentials }) });
}

async function readCredentials(
  host: string,
  usernameVariable: string | undefined,
  passwordVariable: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Credentials> {
  const read = (field: string, variable: string | undefined): string => {
    const value = variable === undefined ? undefined : variables[variable];
    if (value) return value;
    throw variable === undefined ? unnamed(host, field) : unset(host, variable);
  };
  return Promise.resolve({
    username: read('usernameVariable', usernameVariable),
    password: read('passwordVariable', passwordVariable),
  });
}

const unset = (host: string, variable: string) =>
  new UserError(`the environment variable ${variable} is not set, which the registry ${host} needs`, {
    where: variable,
    next: `set ${variable}, and run the command again`,
    exit: exitCode.usage,
  });

const unnamed = (host: string, field: string) =>
  new UserError(`the registry ${host} has a user name or a password, and needs both`, {
    where: `registry.${field}`,
    next: `name the environment variable in ${field}`,
    exit: exitCode.usage,
  });
