import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

/** Sets, in no order: GitHub keeps none. */
const pattern = z.string().regex(/^[\w.-]+\/[\w.-]+@\*$/, 'must be <owner>/<action>@*');
const reviewer = z
  .string()
  .regex(/^(team\/)?[a-z\d][\w-]*$/, 'must be a user’s name, or team/<name>, in lower case');

const rules = z.strictObject({
  deletion: z.strictObject({}),
  non_fast_forward: z.strictObject({}),
  required_linear_history: z.strictObject({}),
  pull_request: z.strictObject({
    required_approving_review_count: z.int().min(1).max(10),
    require_code_owner_review: z.boolean(),
    dismiss_stale_reviews_on_push: z.boolean(),
    require_last_push_approval: z.boolean(),
    required_review_thread_resolution: z.boolean(),
    allowed_merge_methods: z.array(z.enum(['merge', 'squash', 'rebase'])).min(1),
  }),
  required_status_checks: z.strictObject({
    strict_required_status_checks_policy: z.boolean(),
    do_not_enforce_on_create: z.boolean(),
    required_status_checks: z
      .array(z.strictObject({ context: z.string().min(1), integration_id: z.int() }))
      .min(1),
  }),
  merge_queue: z
    .strictObject({
      check_response_timeout_minutes: z.int().min(1).max(360),
      grouping_strategy: z.enum(['ALLGREEN', 'HEADGREEN']),
      max_entries_to_build: z.int().min(0).max(100),
      max_entries_to_merge: z.int().min(0).max(100),
      merge_method: z.enum(['MERGE', 'SQUASH', 'REBASE']),
      min_entries_to_merge: z.int().min(0).max(100),
      min_entries_to_merge_wait_minutes: z.int().min(0).max(360),
    })
    .exactOptional(),
});

const environment = z.strictObject({
  /** Patterns of branches that may deploy to it. */
  branches: z.array(z.string().min(1)).min(1),
  approval: z
    .strictObject({
      reviewers: z.array(reviewer).max(6, 'GitHub takes six at most'),
      prevent_self_review: z.boolean(),
      can_admins_bypass: z.boolean(),
      wait_timer: z.int().min(0).max(43_200),
    })
    .exactOptional(),
});

const status = z.strictObject({ status: z.enum(['enabled', 'disabled']) });

const stateSchema = z.strictObject({
  repository: z.strictObject({
    allow_squash_merge: z.boolean(),
    allow_merge_commit: z.boolean(),
    allow_rebase_merge: z.boolean(),
    squash_merge_commit_title: z.enum(['PR_TITLE', 'COMMIT_OR_PR_TITLE']),
    squash_merge_commit_message: z.enum(['PR_BODY', 'COMMIT_MESSAGES', 'BLANK']),
    delete_branch_on_merge: z.boolean(),
    allow_auto_merge: z.boolean(),
  }),
  main: z.strictObject({
    enforcement: z.enum(['active', 'evaluate', 'disabled']),
    include: z.array(z.string().startsWith('refs/heads/')).min(1),
    exclude: z.array(z.string()),
    bypass_actors: z.array(z.never()),
    rules,
  }),
  actions: z.strictObject({
    enabled: z.literal(true),
    allowed_actions: z.enum(['all', 'local_only', 'selected']),
    sha_pinning_required: z.boolean(),
  }),
  selected_actions: z.strictObject({
    github_owned_allowed: z.boolean(),
    verified_allowed: z.boolean(),
    patterns_allowed: z.array(pattern).exactOptional(),
  }),
  workflow_token: z.strictObject({
    default_workflow_permissions: z.enum(['read', 'write']),
    can_approve_pull_request_reviews: z.boolean(),
  }),
  oidc_subject: z.strictObject({ use_default: z.boolean(), use_immutable_subject: z.boolean() }),
  secret_scanning: z
    .strictObject({ secret_scanning: status, secret_scanning_push_protection: status })
    .exactOptional(),
  vulnerability_alerts: z.strictObject({ enabled: z.boolean() }),
  private_vulnerability_reporting: z.strictObject({ enabled: z.boolean() }).exactOptional(),
  code_scanning_default_setup: z
    .strictObject({ state: z.enum(['configured', 'not-configured']) })
    .exactOptional(),
  environments: z.record(z.string(), environment),
});

/** What is wanted of a repository, in GitHub's own words, so that each is found in its documentation. */
export type State = z.infer<typeof stateSchema>;
export type EnvironmentState = State['environments'][string];

/**
 * Validates what is declared.
 *
 * @throws UserError (exit 2) that lists every problem with its path
 */
export function parseState(input: State): State {
  const { data, error } = stateSchema.safeParse(input);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UserError(`invalid settings of GitHub: ${problems.join('; ')}`, {
    where: 'tools/github-settings/src/declared.ts, and approval.reviewers of infra/src/environments',
    exit: exitCode.usage,
  });
}
