import { roleName, type AwsEnvironment } from '@prod-e/environment';
import type { Settings } from '../settings.ts';
import type { Account } from './accounts.ts';
import { subjectOf } from './github.ts';
import { deployerParts } from './permissions/deployer/index.ts';
import type { PolicyPart } from './permissions/permission.ts';
import { plannerPart } from './permissions/planner.ts';
import { pusherPart } from './permissions/pusher.ts';

/** A role that workflows of the repository assume. */
export interface Identity {
  /** `prod-e-planner`; `prod-e-dev-deployer`. */
  name: string;
  /** What it is for, as a sentence. */
  description: string;
  /** Who may assume it: the very `sub` of GitHub's token. */
  subjects: string[];
  /** Why those may. */
  trusts: string;
  /** Policies of its own. */
  parts: PolicyPart[];
  /** Whether it also reads what is there, by the account's policy for that. */
  reads: boolean;
}

/** The roles of an account. */
export function identitiesOf(account: Account, settings: Settings, services: string[]): Identity[] {
  const { environments, registryRegion } = account;
  return [
    ...(environments.length > 0 ? [planner(environments, settings)] : []),
    ...(registryRegion === undefined ? [] : [pusher(settings, services)]),
    ...environments.map((environment) => deployer(environment, settings)),
  ];
}

const planner = (environments: AwsEnvironment[], settings: Settings): Identity => ({
  name: roleName.planner,
  description: 'Reads what a plan needs, and changes nothing.',
  subjects: [
    subjectOf(settings, 'pull_request'),
    subjectOf(settings, 'ref:refs/heads/main'),
    subjectOf(settings, 'environment:planner'),
  ],
  trusts:
    'Pull requests of the repository itself (those of forks get no token), which are told what they would change; and main, to look for drift and for what was deployed last, outside of the approvals of an environment. `environment:planner` is main too: an environment on GitHub that keeps the addresses of those who are told, and asks nobody.',
  parts: [plannerPart(environments, settings)],
  reads: true,
});

const pusher = (settings: Settings, services: string[]): Identity => ({
  name: roleName.pusher,
  description: 'Pushes images that were built from main.',
  subjects: [subjectOf(settings, 'ref:refs/heads/main')],
  trusts:
    'Main alone, which is protected: every environment runs what is pushed here, so nothing unreviewed gets in. An environment’s approval comes later, when an image is deployed, and not for each that is built.',
  parts: [pusherPart(settings, services)],
  reads: false,
});

const deployer = (environment: AwsEnvironment, settings: Settings): Identity => ({
  name: roleName.deployer(environment.name),
  description: `Deploys to ${environment.name}.`,
  subjects: [subjectOf(settings, `environment:${environment.name}`)],
  trusts:
    'Jobs of the environment of that name on GitHub, and so only what its branches and reviewers have let through.',
  parts: deployerParts(environment, settings),
  reads: true,
});
