import type { components } from '@octokit/openapi-types';
import type { Difference } from '../differences.ts';
import type { GitHub } from '../github/client.ts';
import { isNotFound } from '../github/errors.ts';
import { reviewerIds, reviewersOf } from '../github/reviewers.ts';
import type { EnvironmentState } from '../state.ts';
import type { Area } from './area.ts';

const route = '/repos/{owner}/{repo}/environments/{environment_name}' as const;
const policies = `${route}/deployment-branch-policies` as const;

/** `can_admins_bypass` is answered and taken, and not in GitHub's description of it. */
type Answer = components['schemas']['environment'] & { can_admins_bypass?: boolean };

/** Who may deploy to an environment from where. Its name is what a job's token for AWS says. */
export function environmentArea(name: string, wanted: EnvironmentState, github: GitHub): Area {
  const { repository, request } = github;
  const it = { ...repository, environment_name: name };
  const path = `environments.${name}`;
  let isCustom = false;
  let ids = new Map<string, number>();

  return {
    path,
    wanted,
    read: async () => {
      const answer = await orNothing(async () => (await request(`GET ${route}`, it)).data as Answer);
      ids = new Map();
      isCustom = answer?.deployment_branch_policy?.custom_branch_policies ?? false;
      if (!answer) return undefined;
      if (isCustom) {
        const { data } = await request(`GET ${policies}`, { ...it, per_page: 100 });
        ids = new Map(data.branch_policies.map((policy) => [nameOf(policy), policy.id ?? 0]));
      }
      return {
        branches: branchesOf(answer, [...ids.keys()]),
        ...(wanted.approval && { approval: approvalOf(answer) }),
      };
    },
    write: async (differing) => {
      if (!isCustom || differing.some((one) => !isOfBranches(one, path))) {
        await request(`PUT ${route}`, { ...it, ...(await bodyOf(wanted, github)) });
      }
      for (const branch of wanted.branches.filter((one) => !ids.has(one))) {
        await request(`POST ${policies}`, { ...it, name: branch, type: 'branch' });
      }
      for (const [branch, id] of ids) {
        if (wanted.branches.includes(branch)) continue;
        await request(`DELETE ${policies}/{branch_policy_id}`, { ...it, branch_policy_id: id });
      }
    },
  };
}

const isOfBranches = ({ path }: Difference, area: string): boolean => path === `${area}.branches`;

/** A tag that may deploy is never one of ours. */
const nameOf = ({ name = '', type }: { name?: string; type?: string }): string =>
  type === 'tag' ? `tag ${name}` : name;

function branchesOf({ deployment_branch_policy: policy }: Answer, custom: string[]): string | string[] {
  if (!policy) return 'any branch';
  return policy.protected_branches ? 'any protected branch' : custom;
}

/** Rules come as a list with one entry for each that is on. */
function approvalOf({ protection_rules: rules = [], can_admins_bypass = true }: Answer) {
  const wait = rules.find((rule) => 'wait_timer' in rule);
  const approval = rules.find((rule) => 'reviewers' in rule);
  return {
    reviewers: reviewersOf(approval && 'reviewers' in approval ? approval.reviewers : []),
    prevent_self_review: (approval && 'reviewers' in approval && approval.prevent_self_review) ?? false,
    can_admins_bypass,
    wait_timer: wait && 'wait_timer' in wait ? wait.wait_timer : 0,
  };
}

async function bodyOf({ approval }: EnvironmentState, github: GitHub) {
  const deployment_branch_policy = { protected_branches: false, custom_branch_policies: true };
  return approval
    ? { ...approval, deployment_branch_policy, reviewers: await reviewerIds(approval.reviewers, github) }
    : { deployment_branch_policy };
}

async function orNothing<T>(get: () => Promise<T>): Promise<T | undefined> {
  try {
    return await get();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
