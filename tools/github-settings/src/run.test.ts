import { openLab, type Lab } from '../test/lab.ts';
import { refusal } from '../test/recorded-github/index.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(async () => {
  await lab.close();
});

describe('a dry run', () => {
  it('says how a new repository differs, value by value, and changes nothing', async () => {
    const { code, printed, errors } = await lab.settings();
    expect(errors).toBe('');
    expect(printed).toMatch(/^repository\.allow_merge_commit: +true → false$/m);
    expect(printed).toMatch(/^actions\.allowed_actions: +all → selected$/m);
    expect(printed).toMatch(/^environments\.prod\.approval\.reviewers: +\(none\) → \["ann","team\/sre"\]$/m);
    expect(printed).toMatch(/^acme\/prod-e: 62 differ$/m);
    expect(code).toBe(3);
    expect(lab.github.writes()).toEqual([]);
  });

  it('ends with 0 where nothing differs', async () => {
    await lab.settle();
    expect(await lab.settings()).toEqual({ code: 0, printed: 'acme/prod-e: nothing differs', errors: '' });
  });

  it('goes on past what cannot be read, and does not end as if all were well', async () => {
    await lab.settle();
    lab.github.answers.set(
      'GET /rulesets?includes_parents=false&targets=branch&per_page=100',
      refusal.upgrade,
    );
    lab.github.world.alerts = false;
    const { code, printed, errors } = await lab.settings();
    expect(printed).toMatch(/^vulnerability_alerts\.enabled: +false → true$/m);
    expect(printed).toMatch(/^acme\/prod-e: 1 differ, 1 could not be read$/m);
    expect(errors).toMatch(
      /^error: GitHub answers 403: Upgrade to GitHub Pro .*\n +where: GET \/repos\/acme\/prod-e\/rulesets$/m,
    );
    expect(code).toBe(1);
  });

  it('tells of what was seen even where all that was seen is right', async () => {
    await lab.settle();
    lab.github.answers.set('GET /code-scanning/default-setup', refusal.notAccessible);
    const { code, printed, errors } = await lab.settings();
    expect(printed).toBe('acme/prod-e: 0 differ, 1 could not be read');
    expect(errors).toContain('give the token administration: write');
    expect(code).toBe(1);
  });
});

describe('--apply', () => {
  it('makes a new repository so, what guards main first, and looks again', async () => {
    const { code, printed } = await lab.settings('--apply');
    expect(code).toBe(0);
    expect(printed).toMatch(/^main: written$/m);
    expect(printed.split('\n').at(-1)).toBe('acme/prod-e: nothing differs');
    expect(lab.github.writes()).toEqual([
      'POST /rulesets',
      ...['PUT /environments/dev', 'POST /environments/dev/deployment-branch-policies'],
      ...['PUT /environments/prod', 'POST /environments/prod/deployment-branch-policies'],
      ...['PUT /environments/planner', 'POST /environments/planner/deployment-branch-policies'],
      ...['PUT /environments/maintenance', 'POST /environments/maintenance/deployment-branch-policies'],
      ...['PUT /actions/permissions', 'PUT /actions/permissions/selected-actions'],
      ...['PUT /actions/permissions/workflow', 'PUT /actions/oidc/customization/sub'],
      ...['PATCH ', 'PATCH '],
      ...[
        'PUT /vulnerability-alerts',
        'PUT /private-vulnerability-reporting',
        'PATCH /code-scanning/default-setup',
      ],
    ]);
  });

  it('writes nothing where nothing differs', async () => {
    await lab.settle();
    expect(await lab.settings('--apply')).toMatchObject({ code: 0, printed: 'acme/prod-e: nothing differs' });
    expect(lab.github.writes()).toEqual([]);
  });

  it('gives a ruleset to GitHub as GitHub describes it, with nobody above it', async () => {
    await lab.settings('--apply');
    expect(lab.github.bodyOf('POST /rulesets')).toMatchObject({
      ...{ name: 'main', target: 'branch', enforcement: 'active', bypass_actors: [] },
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] } },
      rules: expect.arrayContaining([
        { type: 'deletion' },
        { type: 'non_fast_forward' },
        { type: 'required_linear_history' },
        { type: 'pull_request', parameters: expect.objectContaining({ require_code_owner_review: true }) },
        { type: 'merge_queue', parameters: expect.objectContaining({ merge_method: 'SQUASH' }) },
        {
          type: 'required_status_checks',
          parameters: expect.objectContaining({
            required_status_checks: [{ context: 'ci passed', integration_id: 15368 }],
          }),
        },
      ]),
    });
  });

  it('gives reviewers to GitHub by their ids', async () => {
    await lab.settings('--apply');
    expect(lab.github.bodyOf('PUT /environments/prod')).toEqual({
      ...{ wait_timer: 0, prevent_self_review: true, can_admins_bypass: false },
      reviewers: [
        { type: 'User', id: 7 },
        { type: 'Team', id: 9 },
      ],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
  });

  it('does not believe GitHub that it took a change', async () => {
    lab.github.answers.set('PUT /actions/permissions/workflow', { status: 204 });
    const { code, printed } = await lab.settings('--apply');
    expect(printed.split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^actions\.workflow_token\.default_workflow_permissions: +write → read$/),
      expect.stringMatching(/^actions\.workflow_token\.can_approve_pull_request_reviews: +true → false$/),
      'acme/prod-e: 2 differ',
    ]);
    expect(code).toBe(3);
  });

  it('goes on past what cannot be written, and fails', async () => {
    lab.github.answers.set('PUT /environments/prod', refusal.noReviewers);
    const { code, printed, errors } = await lab.settings('--apply');
    expect(errors).toMatch(/^error: GitHub answers 422: Failed to create the environment protection rule\./);
    expect(errors).toContain('where: PUT /repos/acme/prod-e/environments/prod');
    expect(printed).toMatch(/^code_scanning_default_setup: written$/m);
    expect(lab.github.world.environments.has('prod')).toBe(false);
    expect(code).toBe(1);
  });

  it('names a reviewer whom GitHub does not know', async () => {
    lab.github.answers.set('GET /orgs/acme/teams/sre', refusal.notFound);
    const { code, errors } = await lab.settings('--apply');
    expect(errors).toMatch(
      /^error: GitHub knows no reviewer team\/sre\n +where: approval\.reviewers of infra\/src\/environments$/m,
    );
    expect(code).toBe(2);
  });

  it('asks once more after a fault of GitHub’s own', async () => {
    await lab.settle();
    lab.github.answers.set('GET /vulnerability-alerts', [refusal.broken]);
    expect(await lab.settings()).toMatchObject({ code: 0 });
  });
});
