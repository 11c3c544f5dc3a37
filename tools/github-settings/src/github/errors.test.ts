import { inspect } from 'node:util';
import { openLab, type Lab } from '../../test/lab.ts';
import { refusal, token } from '../../test/recorded-github/index.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(async () => {
  await lab.close();
});

describe('where GitHub refuses', () => {
  const refused = async (): Promise<unknown> => lab.settings('--apply').catch((error: unknown) => error);

  it.each([
    [
      'the token',
      refusal.badCredentials,
      /^GitHub does not accept the token: Bad credentials$/,
      /^set GITHUB_TOKEN to a fine-grained token .*Administration: write/,
      2,
    ],
    [
      'for now',
      refusal.limit,
      /^GitHub’s rate limit is used up: API rate limit exceeded/,
      /^run it again after 2026-07-25T/,
      1,
    ],
    [
      'for a minute',
      refusal.secondaryLimit,
      /^GitHub’s rate limit is used up: You have exceeded/,
      /^run it again in 60 s; /,
      1,
    ],
    [
      'a right',
      refusal.notAccessible,
      /^GitHub answers 403: Resource not accessible/,
      /^give the token administration: write; /,
      1,
    ],
    [
      'to say whether there is one',
      refusal.notFound,
      /^GitHub answers 404: Not Found$/,
      /^see whether it exists, and whether the token may see it/,
      1,
    ],
    ['by a fault of its own', refusal.broken, /^GitHub answers 502: Server Error$/, /^run it again; /, 1],
  ])('%s, it is said what, where and what next', async (_what, answer, message, next, exit) => {
    lab.github.answers.set('GET ', answer);
    expect(await refused()).toMatchObject({
      message: expect.stringMatching(message),
      next: expect.stringMatching(next),
      where: 'GET /repos/acme/prod-e',
      exit,
    });
  });

  it('a change, its reasons are told', async () => {
    lab.github.answers.set('PATCH ', refusal.noScanning);
    lab.github.answers.set('POST /rulesets', refusal.noQueue);
    lab.github.answers.set('PUT /actions/permissions', refusal.conflict);
    const { errors } = await lab.settings('--apply');
    expect(errors).toContain("error: GitHub answers 422: Validation Failed; Invalid rule 'merge_queue'\n");
    expect(errors).toContain(
      'error: GitHub answers 422: Validation Failed; Repository secret_scanning unprocessable\n',
    );
    expect(errors).toMatch(
      /GitHub answers 409: Conflict\n.*\n.*see whether the organization of the repository decides this/,
    );
  });

  it('in the middle, nothing more is asked of it', async () => {
    lab.github.answers.set('PUT /environments/dev', refusal.secondaryLimit);
    expect(await refused()).toMatchObject({ where: 'PUT /repos/acme/prod-e/environments/dev' });
    expect(lab.github.writes()).toEqual(['POST /rulesets', 'PUT /environments/dev']);
  });

  it('to show what only an administrator sees, that is not taken for a difference', async () => {
    await lab.settle();
    const { repository, rulesets } = lab.github.world;
    delete (repository as Partial<typeof repository>).allow_merge_commit;
    delete rulesets[0]?.bypass_actors;
    const { code, errors } = await lab.settings();
    expect(errors).toContain('error: GitHub does not show allow_merge_commit to this token');
    expect(errors).toContain('error: GitHub does not show to this token who may bypass the ruleset main');
    expect(code).toBe(1);
  });

  it('there is no way to it, that is said', async () => {
    await lab.github.stop();
    expect(await refused()).toMatchObject({
      message: expect.stringMatching(/^GitHub cannot be reached: /),
      where: 'GET /repos/acme/prod-e',
    });
  });

  it('the token is in no error, however closely one looks', async () => {
    lab.github.answers.set('GET ', refusal.notAccessible);
    const seen = inspect(await refused(), { depth: 20, showHidden: true });
    expect(seen).toContain('HttpError');
    expect(seen).not.toContain(token);
  });
});
