import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment, type AwsEnvironment } from '@prod-e/environment';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { accountsOf, type Account } from '../src/bootstrap/accounts.ts';
import type { StateIn } from '../src/bootstrap/backend.ts';
import { synthesizeBootstrap } from '../src/bootstrap/synthesize.ts';
import { parseSettings, type Settings } from '../src/settings.ts';

/** Two environments in one account, and one in an account of its own. */
export const work = '111111111111';
export const live = '222222222222';
/** Of the registry alone. */
export const images = '333333333333';

export const settings: Settings = parseSettings({
  github: { owner: 'acme', repository: 'shop', ownerId: 7, repositoryId: 42, subject: 'classic' },
  registry: { account: images, region: 'eu-central-1' },
});

/** The registry, in an account. */
export const ecrOf = (account: string) => ({ kind: 'ecr' as const, account, region: 'eu-central-1' });

export function awsEnvironment(name: string, account: string, more: object = {}): AwsEnvironment {
  const registry = ecrOf(images);
  const input = { platform: 'aws', name, account, region: 'eu-central-1', registry, ...more };
  const environment = parseEnvironment(input, `${name}.ts`);
  if (environment.platform !== 'aws') throw new Error('it is not on AWS');
  return environment;
}

export const dev = awsEnvironment('dev', work);
export const staging = awsEnvironment('staging', work, {
  domain: { name: 'staging.acme.org', zone: 'acme.org' },
});
export const prod = awsEnvironment('prod', live, { rollout: 'blue-green' });

export const services = ['backend', 'prometheus'];

/** What `cdk.tf.json` of an account holds. */
export interface AccountJson {
  terraform: { backend: Record<string, Record<string, unknown>> };
  provider: { aws: Record<string, unknown>[] };
  resource: Record<string, Record<string, ResourceJson>>;
}

export type ResourceJson = Record<string, unknown> & { lifecycle?: { prevent_destroy?: boolean } };

export interface BootstrapInput {
  environments?: AwsEnvironment[];
  settings?: Settings;
  stateIn?: StateIn;
}

/** The synthesized stacks, by account. */
export function bootstrap(input: BootstrapInput = {}): Record<string, AccountJson> {
  const { environments = [dev, staging, prod], settings: given = settings, stateIn = 'bucket' } = input;
  const accounts = accountsOf(environments, given);
  const { folder: out, remove } = scratchFolder();
  try {
    synthesizeBootstrap({ accounts, settings: given, services, stateIn, out });
    return Object.fromEntries(accounts.map(({ id }) => [id, readStack(join(out, id))]));
  } finally {
    remove();
  }
}

const readStack = (folder: string): AccountJson =>
  JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as AccountJson;

/** The account of that id. */
export function accountOf(id: string, environments = [dev, staging, prod]): Account {
  const account = accountsOf(environments, settings).find((each) => each.id === id);
  if (!account) throw new Error(`no account ${id}`);
  return account;
}

/** Resources of a type, by id. */
export const ofType = (stack: AccountJson | undefined, type: string): [string, ResourceJson][] =>
  Object.entries(stack?.resource[type] ?? {});
