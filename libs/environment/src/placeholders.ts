import { exitCode, UserError } from '@prod-e/errors';
import type { AwsEnvironment, Environment } from './environment.ts';
import { environmentsFolder } from './load.ts';

/** A value that stands where one of the reader's own belongs. */
export interface Placeholder {
  /** Path inside the environment, such as `domain.zone`. */
  field: string;
  /** What belongs there. */
  wants: string;
}

/** What is to be filled in of an environment before anything can be deployed to it. An emulator takes any account. */
export function placeholdersOf(environment: Environment): Placeholder[] {
  if (environment.platform !== 'aws' || environment.endpoint !== undefined) return [];
  return ownValues(environment)
    .filter(({ values }) => values.some(isPlaceholder))
    .map(({ field, wants }) => ({ field, wants }));
}

/** @throws UserError (exit 2) that says what to fill in, and in which file */
export function assertSetUp(environment: Environment): void {
  const missing = placeholdersOf(environment);
  if (missing.length === 0) return;
  throw new UserError(
    `environment ${environment.name} is not set up: placeholders stand for ${missing.map(({ field }) => field).join(', ')}`,
    {
      where: `${environmentsFolder}/${environment.name}.ts`,
      next: `fill in ${missing.map(({ field, wants }) => `${field}: ${wants}`).join('; ')}`,
      exit: exitCode.usage,
    },
  );
}

/** What everybody has another one of. */
function ownValues(environment: AwsEnvironment): (Placeholder & { values: string[] })[] {
  const { account, registry, domain, approval, budget, alarms } = environment;
  // By default it is the environment's own account, and filled in with that.
  const registryAccount = registry.kind === 'ecr' && registry.account !== account ? [registry.account] : [];
  return [
    { field: 'account', values: [account], wants: 'the twelve digits of its AWS account' },
    {
      field: 'registry.account',
      values: registryAccount,
      wants: 'the account that keeps the images, in infra/src/settings.ts',
    },
    {
      field: 'domain',
      values: domain ? [domain.name, domain.zone] : [],
      wants: 'a name in a public hosted zone of Route 53 in that account',
    },
    { field: 'approval.reviewers', values: approval.reviewers, wants: 'users or teams of GitHub' },
    { field: 'budget.emails', values: budget.emails, wants: 'who is told what it costs' },
    { field: 'alarms.emails', values: alarms.emails, wants: 'who is told of alarms' },
  ];
}

/** Twelve zeros, a name that RFC 2606 keeps for examples, or somebody called so. */
const isPlaceholder = (value: string): boolean =>
  /^0{12}$/.test(value) || /(^|[.@/])example(\.(com|net|org))?$/.test(value);
