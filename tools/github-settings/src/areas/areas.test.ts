import { openLab, type Lab } from '../../test/lab.ts';
import type { World } from '../../test/recorded-github/index.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(async () => {
  await lab.close();
});

/** What must be there by now. */
function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}
const environment = (world: World, name: string) => there(world.environments.get(name));
const ruleset = ({ rulesets }: World) => there(rulesets[0]);
const branchPolicy = (name: string, type: 'branch' | 'tag' = 'branch') => ({
  id: 5,
  node_id: 'x',
  name,
  type,
});

it.each<[string, (world: World) => void, RegExp, string[]]>([
  [
    'may be pushed to by somebody',
    (world) =>
      (ruleset(world).bypass_actors = [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }]),
    /^main\.bypass_actors: +\[\{"actor_id":5,"actor_type":"RepositoryRole","bypass_mode":"always"\}\] → \[\]$/m,
    ['PUT /rulesets/100'],
  ],
  [
    'lacks a rule',
    (world) => (ruleset(world).rules = there(ruleset(world).rules).filter(({ type }) => type !== 'deletion')),
    /^main\.rules\.deletion: +\(none\) → \{\}$/m,
    ['PUT /rulesets/100'],
  ],
  [
    'has a rule too many',
    (world) => ruleset(world).rules?.push({ type: 'required_signatures' }),
    /^main\.rules\.required_signatures: +\{\} → \(none\)$/m,
    ['PUT /rulesets/100'],
  ],
  [
    'is guarded elsewhere than on main',
    (world) => (ruleset(world).conditions = { ref_name: { include: ['refs/heads/master'], exclude: [] } }),
    /^main\.include: +\["refs\/heads\/master"\] → \["refs\/heads\/main"\]$/m,
    ['PUT /rulesets/100'],
  ],
  [
    'lets another branch deploy',
    (world) => environment(world, 'dev').policies.push(branchPolicy('hotfix')),
    /^environments\.dev\.branches: +\["main","hotfix"\] → \["main"\]$/m,
    ['DELETE /environments/dev/deployment-branch-policies/5'],
  ],
  [
    'lets tags deploy instead',
    (world) => (environment(world, 'dev').policies = [branchPolicy('main', 'tag')]),
    /^environments\.dev\.branches: +\["tag main"\] → \["main"\]$/m,
    [
      'POST /environments/dev/deployment-branch-policies',
      'DELETE /environments/dev/deployment-branch-policies/5',
    ],
  ],
  [
    'lets every branch deploy',
    (world) => {
      environment(world, 'dev').asked.deployment_branch_policy = null;
    },
    /^environments\.dev\.branches: +any branch → \["main"\]$/m,
    ['PUT /environments/dev', 'POST /environments/dev/deployment-branch-policies'],
  ],
  [
    'lets protected branches deploy',
    (world) => {
      environment(world, 'dev').asked.deployment_branch_policy = {
        ...{ protected_branches: true, custom_branch_policies: false },
      };
    },
    /^environments\.dev\.branches: +any protected branch → \["main"\]$/m,
    ['PUT /environments/dev', 'POST /environments/dev/deployment-branch-policies'],
  ],
  [
    'has another reviewer',
    (world) => (environment(world, 'prod').asked.reviewers = [{ type: 'User', id: 7 }]),
    /^environments\.prod\.approval\.reviewers: +\["ann"\] → \["ann","team\/sre"\]$/m,
    ['PUT /environments/prod'],
  ],
  [
    'can be deployed to by an administrator past the reviewers',
    (world) => (environment(world, 'prod').asked.can_admins_bypass = true),
    /^environments\.prod\.approval\.can_admins_bypass: +true → false$/m,
    ['PUT /environments/prod'],
  ],
  [
    'waits',
    (world) => (environment(world, 'dev').asked.wait_timer = 30),
    /^environments\.dev\.approval\.wait_timer: +30 → 0$/m,
    ['PUT /environments/dev'],
  ],
  [
    'allows every action',
    ({ actions }) => (actions.allowed_actions = 'all'),
    /^actions\.allowed_actions: +all → selected$/m,
    ['PUT /actions/permissions', 'PUT /actions/permissions/selected-actions'],
  ],
  [
    'allows an action too many',
    ({ selected }) => selected.patterns_allowed?.push('somebody/something@*'),
    /^actions\.selected_actions\.patterns_allowed: /m,
    ['PUT /actions/permissions/selected-actions'],
  ],
  [
    'gives jobs a token that writes',
    ({ workflowToken }) => (workflowToken.default_workflow_permissions = 'write'),
    /^actions\.workflow_token\.default_workflow_permissions: +write → read$/m,
    ['PUT /actions/permissions/workflow'],
  ],
  [
    'says nothing of the form of a subject',
    (world) => (world.subject = { use_default: true }),
    /^actions\.oidc_subject\.use_immutable_subject: +\(none\) → true$/m,
    ['PUT /actions/oidc/customization/sub'],
  ],
  [
    'begins its subjects otherwise than its switch says',
    ({ subject }) => (subject.sub_claim_prefix = 'repo:acme/prod-e'),
    /^actions\.oidc_subject\.use_immutable_subject: +false → true$/m,
    ['PUT /actions/oidc/customization/sub'],
  ],
  [
    'has a subject of its own',
    ({ subject }) => (subject.use_default = false),
    /^actions\.oidc_subject\.use_default: +false → true$/m,
    ['PUT /actions/oidc/customization/sub'],
  ],
  [
    'allows merge commits',
    ({ repository }) => (repository.allow_merge_commit = true),
    /^repository\.allow_merge_commit: +true → false$/m,
    ['PATCH '],
  ],
  [
    'lets secrets be pushed',
    ({ repository }) =>
      (repository.security_and_analysis.secret_scanning_push_protection = { status: 'disabled' }),
    /^security_and_analysis\.secret_scanning_push_protection\.status: +disabled → enabled$/m,
    ['PATCH '],
  ],
  [
    'tells of no vulnerabilities',
    (world) => (world.alerts = false),
    /^vulnerability_alerts\.enabled: +false → true$/m,
    ['PUT /vulnerability-alerts'],
  ],
  [
    'takes no reports',
    (world) => (world.reporting = false),
    /^private_vulnerability_reporting\.enabled: +false → true$/m,
    ['PUT /private-vulnerability-reporting'],
  ],
  [
    'runs CodeQL by itself',
    ({ defaultSetup }) => (defaultSetup.state = 'configured'),
    /^code_scanning_default_setup\.state: +configured → not-configured$/m,
    ['PATCH /code-scanning/default-setup'],
  ],
])('writes only what differs in a repository that %s', async (_what, change, line, writes) => {
  await lab.settle();
  change(lab.github.world);
  const { code, printed } = await lab.settings('--apply');
  expect(printed).toMatch(line);
  expect(lab.github.writes()).toEqual(writes);
  expect(code).toBe(0);
});
