import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];

/** What GitHub answers to one request. */
export interface Answer {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

const docs = 'https://docs.github.com/rest';

/** The bodies in which GitHub refuses, as recorded. */
export const refusal = {
  badCredentials: {
    status: 401,
    body: { message: 'Bad credentials', documentation_url: docs, status: '401' },
  },
  notAccessible: {
    status: 403,
    body: {
      message: 'Resource not accessible by personal access token',
      documentation_url: docs,
      status: '403',
    },
    headers: { 'x-accepted-github-permissions': 'administration=write' },
  },
  upgrade: {
    status: 403,
    body: {
      message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.',
      documentation_url: docs,
      status: '403',
    },
  },
  limit: {
    status: 403,
    body: { message: 'API rate limit exceeded for user ID 1.', documentation_url: docs },
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1785000000' },
  },
  secondaryLimit: {
    status: 429,
    body: { message: 'You have exceeded a secondary rate limit.', documentation_url: docs },
    headers: { 'retry-after': '60' },
  },
  notFound: { status: 404, body: { message: 'Not Found', documentation_url: docs, status: '404' } },
  noQueue: {
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: ["Invalid rule 'merge_queue': "],
      documentation_url: docs,
      status: '422',
    },
  },
  noReviewers: {
    status: 422,
    body: {
      message:
        'Failed to create the environment protection rule. Please ensure the billing plan supports it.',
      documentation_url: docs,
      status: '422',
    },
  },
  noScanning: {
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [{ resource: 'Repository', field: 'secret_scanning', code: 'unprocessable' }],
      documentation_url: docs,
      status: '422',
    },
  },
  conflict: {
    status: 409,
    body: { message: 'Conflict', documentation_url: docs, status: '409' },
  },
  broken: { status: 502, body: { message: 'Server Error' } },
} satisfies Record<string, Answer>;

const now = '2026-11-24T12:00:00Z';

/** A repository as GitHub makes it: what is asked of it, of some hundred fields. */
export const newRepository = {
  id: 456_789,
  name: 'prod-e',
  full_name: 'acme/prod-e',
  owner: { login: 'acme', id: 123_456, type: 'Organization' },
  private: false,
  visibility: 'public',
  default_branch: 'main',
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  delete_branch_on_merge: false,
  squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
  squash_merge_commit_message: 'COMMIT_MESSAGES',
  security_and_analysis: {
    secret_scanning: { status: 'disabled' },
    secret_scanning_push_protection: { status: 'disabled' },
    dependabot_security_updates: { status: 'disabled' },
    secret_scanning_non_provider_patterns: { status: 'disabled' },
  },
} satisfies Omit<Partial<Schemas['full-repository']>, 'owner'> & { owner: Partial<Schemas['simple-user']> };

export const newActions: Schemas['actions-repository-permissions'] = {
  enabled: true,
  allowed_actions: 'all',
  sha_pinning_required: false,
};

export const newWorkflowToken: Schemas['actions-get-default-workflow-permissions'] = {
  default_workflow_permissions: 'write',
  can_approve_pull_request_reviews: true,
};

export const newSubject: Schemas['oidc-custom-sub-repo'] = {
  use_default: true,
  use_immutable_subject: false,
  sub_claim_prefix: 'repo:acme/prod-e',
};

export const newDefaultSetup: Schemas['code-scanning-default-setup'] = {
  state: 'configured',
  languages: ['actions', 'javascript-typescript'],
  query_suite: 'default',
  updated_at: now,
  schedule: 'weekly',
};

type Environment = Schemas['environment'];
type Rules = NonNullable<Environment['protection_rules']>;

/** What stands behind a reviewer's id. */
export const people: Record<string, object> = {
  'User 7': { login: 'Ann', id: 7, type: 'User' },
  'Team 9': { id: 9, name: 'SRE', slug: 'sre', permission: 'pull' },
};

export interface EnvironmentRequest {
  wait_timer?: number;
  prevent_self_review?: boolean;
  can_admins_bypass?: boolean;
  reviewers?: { type: 'User' | 'Team'; id: number }[] | null;
  deployment_branch_policy?: Schemas['deployment-branch-policy-settings'];
}

/** How GitHub tells of an environment what was asked for: a rule for each that is on. */
export function environmentOf(
  name: string,
  asked: EnvironmentRequest,
): Environment & { can_admins_bypass: boolean } {
  const { wait_timer: wait = 0, reviewers, deployment_branch_policy: policy = null } = asked;
  const ids = { id: 3515, node_id: 'GA_kwDOABCD' };
  const rules: Rules = [
    ...(wait > 0 ? [{ ...ids, type: 'wait_timer', wait_timer: wait }] : []),
    ...(reviewers && reviewers.length > 0
      ? [
          {
            ...ids,
            type: 'required_reviewers',
            prevent_self_review: asked.prevent_self_review ?? false,
            reviewers: reviewers.map(({ type, id }) => ({
              type,
              reviewer: people[`${type} ${id}`],
            })) as never,
          },
        ]
      : []),
    ...(policy ? [{ ...ids, type: 'branch_policy' }] : []),
  ];
  return {
    ...{
      id: 1,
      node_id: 'EN_kwDOABCD',
      name,
      url: `${docs}/${name}`,
      html_url: docs,
      created_at: now,
      updated_at: now,
    },
    can_admins_bypass: asked.can_admins_bypass ?? true,
    protection_rules: rules,
    deployment_branch_policy: policy,
  };
}
