import { parseState, type EnvironmentState, type State } from './state.ts';

/** What GitHub sells for private repositories, and public ones have: write `true` for what yours has. */
export const bought: Bought = { enterprise: false, secretProtection: false, codeSecurity: false };

export interface Bought {
  /** GitHub Enterprise Cloud: reviewers of environments, patterns of allowed actions, the merge queue. */
  enterprise: boolean;
  secretProtection: boolean;
  codeSecurity: boolean;
}

/** What is declared depends on these of a repository. */
export interface Facts {
  isPublic: boolean;
  /** Whether an organization owns it, and not a user. */
  isOrganization: boolean;
  /** Form of `sub` in tokens for AWS, of `infra/src/settings.ts`. */
  subject: 'classic' | 'immutable';
  /** `approval.reviewers` by environment. */
  reviewers: Record<string, string[]>;
  bought: Bought;
}

export interface Declaration {
  state: State;
  /** What GitHub does not have for this repository, and what it would take. */
  leftOut: string[];
}

/** Name of the last job of `ci.yml`, which needs all the others: what is required does not change when they do. */
export const requiredCheck = 'ci passed';

/** The app by which GitHub's own runners report: nobody else can say that CI has passed. */
const githubActions = 15_368;

/** Actions of others than GitHub that our workflows use. A test holds it against them. */
export const allowedActions = [
  'aquasecurity/setup-trivy@*',
  'aws-actions/configure-aws-credentials@*',
  'hashicorp/setup-terraform@*',
  'ossf/scorecard-action@*',
];

/**
 * The settings of the repository.
 *
 * @throws UserError (exit 2) where they are invalid
 */
export function declare(facts: Facts): Declaration {
  const { isPublic, bought: has } = facts;
  const hasEnterprise = isPublic || has.enterprise;
  const hasQueue = facts.isOrganization && hasEnterprise;
  const hasSecretScanning = isPublic || has.secretProtection;
  const hasCodeScanning = isPublic || has.codeSecurity;
  const enabled = { status: 'enabled' } as const;
  const state = parseState({
    // One commit of main is one pull request; its title is the conventional commit that `nx release` reads.
    repository: {
      allow_squash_merge: true,
      allow_merge_commit: false,
      allow_rebase_merge: false,
      squash_merge_commit_title: 'PR_TITLE',
      squash_merge_commit_message: 'PR_BODY',
      delete_branch_on_merge: true,
      allow_auto_merge: true,
    },
    main: {
      enforcement: 'active',
      include: ['refs/heads/main'],
      exclude: [],
      // Nobody: administrators keep the rules as everybody does.
      bypass_actors: [],
      rules: rulesOfMain(hasQueue),
    },
    actions: { enabled: true, allowed_actions: 'selected', sha_pinning_required: true },
    selected_actions: {
      github_owned_allowed: true,
      // Without patterns it is the only way to those that we use: their authors are verified.
      verified_allowed: !hasEnterprise,
      ...(hasEnterprise && { patterns_allowed: allowedActions }),
    },
    workflow_token: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false },
    oidc_subject: { use_default: true, use_immutable_subject: facts.subject === 'immutable' },
    ...(hasSecretScanning && {
      secret_scanning: { secret_scanning: enabled, secret_scanning_push_protection: enabled },
    }),
    vulnerability_alerts: { enabled: true },
    ...(isPublic && { private_vulnerability_reporting: { enabled: true } }),
    // CodeQL runs in `security.yml`; GitHub refuses its results while the default set-up is on.
    ...(hasCodeScanning && { code_scanning_default_setup: { state: 'not-configured' as const } }),
    environments: Object.fromEntries(
      Object.entries({ ...facts.reviewers, ...ofJobs }).map(([name, reviewers]) => [
        name,
        environmentOf(reviewers, hasEnterprise),
      ]),
    ),
  });
  return {
    state,
    leftOut: leftOutOf({ hasQueue, hasEnterprise, hasSecretScanning, hasCodeScanning, isPublic }),
  };
}

const rulesOfMain = (hasQueue: boolean): State['main']['rules'] => ({
  deletion: {},
  non_fast_forward: {},
  required_linear_history: {},
  pull_request: {
    required_approving_review_count: 1,
    require_code_owner_review: true,
    dismiss_stale_reviews_on_push: true,
    require_last_push_approval: true,
    required_review_thread_resolution: true,
    allowed_merge_methods: ['squash'],
  },
  required_status_checks: {
    // The queue tests what will be main; without it a branch must have main in it.
    strict_required_status_checks_policy: !hasQueue,
    do_not_enforce_on_create: false,
    required_status_checks: [{ context: requiredCheck, integration_id: githubActions }],
  },
  ...(hasQueue && {
    merge_queue: {
      check_response_timeout_minutes: 120,
      grouping_strategy: 'ALLGREEN' as const,
      max_entries_to_build: 5,
      max_entries_to_merge: 5,
      merge_method: 'SQUASH' as const,
      min_entries_to_merge: 1,
      min_entries_to_merge_wait_minutes: 0,
    },
  }),
});

/**
 * Environments that nothing is deployed to: they keep secrets for jobs of main, and ask nobody. `planner` has those of
 * the channels that people are told by, `maintenance` the token that opens pull requests.
 */
const ofJobs: Facts['reviewers'] = { planner: [], maintenance: [] };

const environmentOf = (reviewers: string[], hasEnterprise: boolean): EnvironmentState => ({
  branches: ['main'],
  ...(hasEnterprise && {
    approval: {
      reviewers: reviewers.map((reviewer) => reviewer.toLowerCase()),
      prevent_self_review: reviewers.length > 0,
      can_admins_bypass: false,
      wait_timer: 0,
    },
  }),
});

function leftOutOf(has: Record<string, boolean>): string[] {
  const takes: [boolean | undefined, string][] = [
    [
      has['hasQueue'],
      'merge queue: takes a repository of an organization, which is public or has GitHub Enterprise Cloud',
    ],
    [
      has['hasEnterprise'],
      'reviewers of environments, patterns of allowed actions: in a private repository they take GitHub Enterprise Cloud; every action of a verified author is allowed',
    ],
    [
      has['hasSecretScanning'],
      'secret scanning, push protection: in a private repository they take GitHub Secret Protection',
    ],
    [has['hasCodeScanning'], 'code scanning: in a private repository it takes GitHub Code Security'],
    [has['isPublic'], 'private vulnerability reporting: takes a public repository'],
  ];
  return takes.flatMap(([isThere, what]) => (isThere ? [] : [what]));
}
