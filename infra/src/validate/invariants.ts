import { describedRules, encryptedListeners, publicAddresses } from './rules/network.ts';
import { openResources, passedRoles, readablePolicies, wideStatements } from './rules/policies.ts';
import {
  boundedRoles,
  fittingNames,
  keptSafely,
  protectedFromDeletion,
  retainedLogs,
} from './rules/resources.ts';
import type { Rule } from './rules/rule.ts';
import {
  defaultTags,
  guardedState,
  nothingOfTheCommit,
  stackHashInPlace,
  toldOutputs,
} from './rules/stacks.ts';
import {
  distinctRoles,
  guardedRollouts,
  hardenedContainers,
  observedContainers,
  pinnedImages,
} from './rules/tasks.ts';

export interface Invariant {
  /** Names it in an exception. */
  id: string;
  says: string;
  rule: Rule;
}

/** What holds of every environment, whatever it is configured to be. */
export const invariants: readonly Invariant[] = [
  {
    id: 'policy-wide',
    says: 'no policy allows a wildcard of actions on every resource',
    rule: wideStatements,
  },
  { id: 'policy-open', says: 'no policy on a resource lets everybody in', rule: openResources },
  { id: 'policy-pass-role', says: 'a role is handed on by its name, to one service', rule: passedRoles },
  { id: 'policy-readable', says: 'every policy can be looked into', rule: readablePolicies },
  { id: 'role-boundary', says: 'every role has a permission boundary', rule: boundedRoles },
  { id: 'public-address', says: 'nothing but the load balancer has a public address', rule: publicAddresses },
  { id: 'rule-description', says: 'every rule of a security group has a description', rule: describedRules },
  {
    id: 'listener-tls',
    says: 'with a domain, everything is said by TLS 1.2 or newer',
    rule: encryptedListeners,
  },
  { id: 'log-retention', says: 'every log group has a retention', rule: retainedLogs },
  { id: 'kept-safely', says: 'what is kept is encrypted and can be had back', rule: keptSafely },
  {
    id: 'deletion',
    says: 'AWS refuses deletion where the environment is protected',
    rule: protectedFromDeletion,
  },
  { id: 'image-digest', says: 'every image is named by its digest', rule: pinnedImages },
  {
    id: 'container-hardened',
    says: 'every container is nobody, and can change nothing',
    rule: hardenedContainers,
  },
  {
    id: 'container-observed',
    says: 'every container is watched, logged and ended well',
    rule: observedContainers,
  },
  { id: 'task-roles', says: 'a task runs with another role than what starts it', rule: distinctRoles },
  { id: 'rollout', says: 'a rollout that fails is put back', rule: guardedRollouts },
  {
    id: 'default-tags',
    says: 'everything is tagged with environment, service and managed-by',
    rule: defaultTags,
  },
  { id: 'commit', says: 'nothing changes with the commit alone', rule: nothingOfTheCommit },
  { id: 'stack-hash', says: 'the stack’s hash stands where a deployment reads it', rule: stackHashInPlace },
  { id: 'state', says: 'states are encrypted and locked, and of one account', rule: guardedState },
  { id: 'outputs', says: 'what a stack reads of another is told by it', rule: toldOutputs },
  { id: 'names', says: 'no name is longer than AWS takes', rule: fittingNames },
];
