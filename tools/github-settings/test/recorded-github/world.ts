import type { components } from '@octokit/openapi-types';
import {
  newActions,
  newDefaultSetup,
  newRepository,
  newSubject,
  newWorkflowToken,
  type EnvironmentRequest,
} from './answers.ts';

type Schemas = components['schemas'];

export interface EnvironmentWorld {
  asked: EnvironmentRequest;
  policies: Required<Schemas['deployment-branch-policy']>[];
}

/** What GitHub keeps of a repository. */
export interface World {
  repository: typeof newRepository & Record<string, unknown>;
  actions: Schemas['actions-repository-permissions'];
  selected: Schemas['selected-actions'];
  workflowToken: Schemas['actions-get-default-workflow-permissions'];
  subject: Schemas['oidc-custom-sub-repo'];
  alerts: boolean;
  reporting: boolean;
  defaultSetup: Schemas['code-scanning-default-setup'];
  rulesets: Schemas['repository-ruleset'][];
  environments: Map<string, EnvironmentWorld>;
  /** Whether the plan has reviewers of environments, and the merge queue. */
  hasEnterprise: boolean;
  nextId: number;
}

/** A public repository of an organization, right after it was made. */
export const newWorld = (): World => ({
  repository: structuredClone(newRepository),
  actions: { ...newActions },
  selected: { github_owned_allowed: true, verified_allowed: false, patterns_allowed: [] },
  workflowToken: { ...newWorkflowToken },
  subject: { ...newSubject },
  alerts: false,
  reporting: false,
  defaultSetup: { ...newDefaultSetup },
  rulesets: [],
  environments: new Map(),
  hasEnterprise: true,
  nextId: 100,
});
