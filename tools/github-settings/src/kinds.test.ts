import { openLab, writeSettings, type Lab } from '../test/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(async () => {
  await lab.close();
});

describe('a repository of another kind', () => {
  it('has no merge queue where a user owns it, and its branches must have main in them instead', async () => {
    lab.github.world.repository.owner.type = 'User';
    const { code, printed } = await lab.settings('--apply');
    expect(printed).toMatch(/^left out: merge queue: takes a repository of an organization/m);
    expect(printed).toMatch(/strict_required_status_checks_policy: +\(none\) → true$/m);
    expect(printed).not.toContain('main.rules.merge_queue');
    expect(code).toBe(0);
  });

  it('is asked for nothing that its plan lacks where it is private, and that is said', async () => {
    Object.assign(lab.github.world.repository, { private: true, visibility: 'private' });
    lab.github.world.hasEnterprise = false;
    const { code, printed } = await lab.settings('--apply');
    expect(printed.match(/^left out: .*?:/gm)).toEqual([
      'left out: merge queue:',
      'left out: reviewers of environments, patterns of allowed actions:',
      'left out: secret scanning, push protection:',
      'left out: code scanning:',
      'left out: private vulnerability reporting:',
    ]);
    expect(lab.github.bodyOf('PUT /environments/prod')).toEqual({
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    expect(lab.github.bodyOf('PUT /actions/permissions/selected-actions')).toEqual({
      ...{ github_owned_allowed: true, verified_allowed: true },
    });
    expect(code).toBe(0);
  });

  it('is left with ids in its subjects where they are wanted and there by default, though not by the switch', async () => {
    lab.github.world.subject = {
      ...{ use_default: true, use_immutable_subject: false },
      sub_claim_prefix: 'repo:acme@123456/prod-e@456789',
    };
    expect((await lab.settings()).printed).not.toContain('oidc_subject');
  });

  it('is told by GITHUB_REPOSITORY or --repository, whatever the settings say', async () => {
    writeSettings(lab.workspace, { owner: 'your-organization' }, [
      { path: 'github.owner', fillIn: 'the owner' },
    ]);
    expect(await lab.settings('--repository=acme/prod-e')).toMatchObject({ code: 3 });
  });
});

describe('a repository that is not the one of the settings', () => {
  it('is refused where the roles of AWS would trust another', async () => {
    writeSettings(lab.workspace, { ownerId: 0, repositoryId: 1 });
    await expect(lab.settings()).rejects.toMatchObject({
      message: 'acme/prod-e has other ids than the roles of AWS would trust',
      where: 'infra/src/settings.ts',
      next: 'fill in github.ownerId: 123456; github.repositoryId: 456789',
      exit: 2,
    });
  });

  it('is refused where it was renamed, since GitHub goes on to answer to the old name', async () => {
    lab.github.world.repository.full_name = 'acme/shop';
    await expect(lab.settings()).rejects.toMatchObject({
      message: 'acme/prod-e is called acme/shop by now',
      exit: 2,
    });
  });
});
