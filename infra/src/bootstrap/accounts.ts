import type { AwsEnvironment, Environment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import type { Settings } from '../settings.ts';

/** An account of AWS, and what is in it. */
export interface Account {
  /** Twelve digits. */
  id: string;
  /** Of its environments, and of the registry's where it has that; sorted. */
  regions: string[];
  environments: AwsEnvironment[];
  /** Where it keeps images for all environments. */
  registryRegion?: string;
  /** Of an emulator. */
  endpoint?: string;
}

/**
 * The accounts of all environments on AWS, and that of the registry, sorted by id.
 *
 * @throws UserError (exit 2) for names by which environments of one account could not be kept apart
 */
export function accountsOf(all: Environment[], { registry }: Pick<Settings, 'registry'>): Account[] {
  const environments = all.filter((environment) => environment.platform === 'aws');
  const ids = new Set([...environments.map(({ account }) => account), registry.account]);
  return [...ids].sort().map((id) => {
    const own = environments.filter(({ account }) => account === id);
    assertApart(own);
    for (const environment of own) {
      assertNamed(environment);
      assertOneRegistry(environment, registry);
    }
    const endpoint = own.find((environment) => environment.endpoint !== undefined)?.endpoint;
    const hasRegistry = id === registry.account;
    return {
      id,
      regions: [
        ...new Set([...own.map(({ region }) => region), ...(hasRegistry ? [registry.region] : [])]),
      ].sort(),
      environments: own,
      ...(hasRegistry && { registryRegion: registry.region }),
      ...(endpoint !== undefined && { endpoint }),
    };
  });
}

/** What bootstrap itself makes is called `prod-e-state-…`, and its state `bootstrap/…`. */
const taken = ['bootstrap', 'state'];

/** Permissions are for all names that begin with an environment's: another's must not. */
function assertApart(environments: AwsEnvironment[]): void {
  for (const { name, account } of environments) {
    const [prefix] = [...taken, ...environments.map((other) => other.name)].filter(
      (other) => name.startsWith(`${other}-`) || (taken.includes(other) && name === other),
    );
    if (prefix === undefined) continue;
    throw new UserError(
      `in account ${account} the deployer of ${prefix} could change what is called after ${name}`,
      {
        where: `infra/src/environments/${name}.ts`,
        next: `choose another name that does not begin with ${prefix}, or give it an account of its own`,
        exit: exitCode.usage,
      },
    );
  }
}

/** The pipeline’s roles may touch nothing else. */
function assertNamed({ name, cluster, ledger, stateBucket }: AwsEnvironment): void {
  const names = { cluster, 'ledger.table': ledger.table, stateBucket };
  const [wrong] = Object.entries(names).filter(([, value]) => !value.startsWith('prod-e-'));
  if (!wrong) return;
  throw new UserError(`the pipeline may not touch ${wrong[1]}, which is not called prod-e-…`, {
    where: `infra/src/environments/${name}.ts: ${wrong[0]}`,
    next: 'leave it out, or give it a name that begins with prod-e-',
    exit: exitCode.usage,
  });
}

/** The roles know one registry of ECR, and it knows who pulls from it. */
function assertOneRegistry({ name, registry }: AwsEnvironment, one: Settings['registry']): void {
  if (registry.kind !== 'ecr') return;
  if (registry.account === one.account && registry.region === one.region) return;
  throw new UserError(`the images of ${name} are not in the registry of all environments`, {
    where: `infra/src/environments/${name}.ts: registry`,
    next: 'write registry: sharedRegistry, which settings.ts has',
    exit: exitCode.usage,
  });
}
