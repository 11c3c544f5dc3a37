import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { environmentPrefix } from '@prod-e/environment';
import { TerraformStack, type App } from 'cdktf';
import { awsProvider } from '../platforms/aws/provider.ts';
import type { Settings } from '../settings.ts';
import type { Account } from './accounts.ts';
import { backend, type StateIn } from './backend.ts';
import { audience, issuer } from './github.ts';
import { identitiesOf } from './identities.ts';
import { boundary } from './permissions/boundary.ts';
import { readPart } from './permissions/read.ts';
import { taskBoundary } from './permissions/task-boundary.ts';
import type { Place } from './private-bucket.ts';
import { registry } from './registry.ts';
import { managedPolicy, role } from './role.ts';
import { stateBucket } from './state-bucket.ts';

export interface AccountProps {
  account: Account;
  /** Every account: those that are not the registry's pull from it. */
  accounts: Account[];
  settings: Settings;
  /** Names of the services that have images. */
  services: string[];
  stateIn: StateIn;
}

/** What an account has once, before any environment: where states are kept, who may deploy, and the images. */
export class AccountStack extends TerraformStack {
  constructor(app: App, { account, accounts, settings, services, stateIn }: AccountProps) {
    super(app, account.id);
    const { id, regions, environments, registryRegion, endpoint } = account;
    const [region = settings.registry.region] = regions;
    backend(this, account, stateIn);
    awsProvider(
      this,
      { ...{ name: 'shared', account: id, region }, ...(endpoint !== undefined && { endpoint }) },
      'bootstrap',
    );

    const placeOf = (each: string): Place => (each === region ? {} : { region: each });
    for (const each of regions) stateBucket(this, { account: id, region: each, place: placeOf(each) });

    const provider = new IamOpenidConnectProvider(this, 'github', {
      // No thumbprint: AWS knows the authorities that GitHub's certificate comes from.
      ...{ url: `https://${issuer}`, clientIdList: [audience] },
    });
    const limit = managedPolicy(this, 'prod-e', boundary(account, settings));
    const read = managedPolicy(this, 'prod-e', readPart(id));
    for (const environment of environments) {
      managedPolicy(this, environmentPrefix(environment.name), taskBoundary(environment));
    }
    for (const identity of identitiesOf(account, settings, services)) {
      role(this, { identity, boundary: limit, read, provider });
    }

    if (registryRegion === undefined) return;
    registry(this, {
      ...{ place: placeOf(registryRegion), services, keep: settings.registry.keep },
      pulledBy: accounts.filter((other) => other.id !== id).map((other) => other.id),
    });
  }
}
