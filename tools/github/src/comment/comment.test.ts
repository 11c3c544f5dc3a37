import { describeError, UserError } from '@prod-e/errors';
import { createLab, pullRequestEvent, rejection, type Lab } from '../../test/lab.ts';
import { token } from '../../test/github-server.ts';
import { comment } from './comment.ts';

describe('the comment on a pull request', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await createLab();
    lab.write('plan.md', '### Plan for `dev`\n');
  });
  afterEach(async () => {
    const { unexpected } = lab.github;
    await lab.remove();
    expect(unexpected).toEqual([]);
  });

  const sayOf = (folder: string, files: string[] = []) => comment({ key: 'plan', files, folder }, lab.run);
  const say = (files = ['plan.md'], key = 'plan') => comment({ key, files }, lab.run);
  const bodies = () => (lab.github.state.comments[12] ?? []).map(({ body }) => body);
  const has = (...comments: { login: string; body: string }[]) => {
    lab.github.state.comments[12] = comments.map(({ login, body }) => ({
      ...{ id: lab.github.state.next(), number: 0, body, user: { login } },
    }));
  };
  const bot = 'github-actions[bot]';

  it('is made once, with a marker that nobody sees', async () => {
    await say();
    expect(bodies()).toEqual(['<!-- prod-e:plan -->\n### Plan for `dev`']);
    expect(lab.printed()).toBe('#12: commented');
  });

  it('is edited when its text is another, and is no second one', async () => {
    await say();
    lab.write('plan.md', 'another');
    await say();
    expect(bodies()).toEqual(['<!-- prod-e:plan -->\nanother']);
    expect(lab.printed()).toMatch(/edited$/);
  });

  it('is left as it is when its text is the same', async () => {
    await say();
    const before = lab.github.writes().length;
    await say();
    expect(lab.github.writes()).toHaveLength(before);
    expect(lab.printed()).toMatch(/unchanged$/);
  });

  it('joins its files in their order', async () => {
    lab.write('prod.md', 'second');
    await say(['plan.md', 'prod.md']);
    expect(bodies()).toEqual(['<!-- prod-e:plan -->\n### Plan for `dev`\n\nsecond']);
  });

  it('joins the Markdown of a folder, sorted, after its files', async () => {
    for (const file of ['b.md', 'a.md', 'c.txt', 'd.md/e.md']) lab.write(`plans/${file}`, file);
    await sayOf('plans', ['plan.md']);
    expect(bodies()).toEqual(['<!-- prod-e:plan -->\n### Plan for `dev`\n\na.md\n\nb.md']);
  });

  describe.each([
    ['is empty', 'plans/nothing.txt'],
    ['is not there', 'elsewhere'],
  ])('of a folder that %s', (_what, file) => {
    beforeEach(() => {
      lab.write(file, '');
    });

    it('is deleted with its doubles, and no other', async () => {
      await say(['plan.md'], 'plan-prod');
      const [other] = lab.github.state.comments[12] ?? [];
      has(
        { login: bot, body: '<!-- prod-e:plan -->\nold' },
        { login: 'ada', body: 'talk' },
        { login: bot, body: '<!-- prod-e:plan -->\nolder' },
        { login: bot, body: other?.body ?? '' },
      );
      await sayOf('plans');
      expect(bodies()).toEqual(['talk', other?.body]);
      expect(lab.printed()).toMatch(/#12: nothing to say, comment deleted$/);
    });

    it('is not made', async () => {
      await sayOf('plans');
      expect(lab.github.writes()).toEqual([]);
      expect(lab.printed()).toBe('#12: nothing to say');
    });

    it('is not in the summary either where there is no pull request', async () => {
      lab.write('event.json', { merge_group: {} });
      await sayOf('plans');
      expect(lab.summary()).toBe('');
      expect(lab.printed()).toBe('this event is of no pull request, and there is nothing to say');
    });
  });

  it('says so where the folder is none', async () => {
    expect(await rejection(sayOf('plan.md'))).toMatchObject({
      message: 'plan.md cannot be read: ENOTDIR',
      exit: 1,
    });
  });

  it('is another for another key', async () => {
    await say();
    await say(['plan.md'], 'plan-prod');
    expect(bodies()).toHaveLength(2);
  });

  it('is not the one of somebody else who has written our marker', async () => {
    has({ login: 'mallory', body: '<!-- prod-e:plan -->\nmine' });
    await say();
    expect(bodies()).toEqual(['<!-- prod-e:plan -->\nmine', expect.stringContaining('Plan for')]);
  });

  it('is not one of ours that only quotes the marker', async () => {
    has({ login: bot, body: 'it begins with\n<!-- prod-e:plan -->' });
    await say();
    expect(bodies()).toHaveLength(2);
  });

  it('is found behind a hundred others', async () => {
    const others = Array.from({ length: 130 }, (_, index) => ({ login: 'ada', body: `talk ${index}` }));
    has(...others, { login: bot, body: '<!-- prod-e:plan -->\nold' });
    await say();
    expect(bodies()).toHaveLength(131);
    expect(bodies().at(-1)).toContain('Plan for');
  });

  it('is one again where two runs at once have made two', async () => {
    has(
      { login: bot, body: '<!-- prod-e:plan -->\nold' },
      { login: bot, body: '<!-- prod-e:plan -->\r\nold' },
    );
    await say();
    expect(bodies()).toEqual(['<!-- prod-e:plan -->\n### Plan for `dev`']);
    expect(lab.printed()).toMatch(/doubles deleted: 1$/);
  });

  it('does not mind a double that another run has deleted', async () => {
    has(
      { login: bot, body: '<!-- prod-e:plan -->\n### Plan for `dev`' },
      { login: bot, body: '<!-- prod-e:plan -->' },
    );
    lab.github.faults.push({ on: /^DELETE/, status: 404, body: { message: 'Not Found' } });
    await say();
    expect(lab.printed()).toContain('unchanged');
  });

  it('is in the job’s summary instead where a fork’s token may not write', async () => {
    lab.write('event.json', pullRequestEvent(12, 'mallory/shop'));
    lab.github.state.canWrite = false;
    await say();
    expect(lab.summary()).toBe('\n### Plan for `dev`\n');
    expect(lab.printed()).toBe(
      "a pull request from a fork has a token that may not write: the comment is in the job's summary instead",
    );
  });

  it('is in the summary where the event is of no pull request, and GitHub is not asked', async () => {
    lab.write('event.json', { merge_group: {} });
    await say();
    expect(lab.summary()).toContain('Plan for');
    expect(lab.github.asked).toEqual([]);
  });

  it('is refused with what is lacking where our own token may not write', async () => {
    lab.github.state.canWrite = false;
    expect(await rejection(say())).toMatchObject({
      message: 'GitHub answered 403: Resource not accessible by integration',
      next: expect.stringContaining('pull-requests: write'),
      exit: 1,
    });
  });

  it('fits what GitHub takes, and says what it lacks', async () => {
    const detail = `<details><summary>web</summary>\n\n${'x\n'.repeat(20_000)}\n</details>\n`;
    lab.write('plan.md', `### dev\n\n${detail}`);
    lab.write('prod.md', `### prod\n\n${detail}`);
    await say(['plan.md', 'prod.md']);
    expect(bodies()[0]).toContain('1 detail left out here');
    expect(bodies()[0]).toContain('### prod');
  });

  it.each([
    ['5xx', { status: 502, body: { message: 'Bad Gateway' } }],
    [
      'the rate limit',
      {
        status: 403,
        body: { message: 'API rate limit exceeded' },
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' },
      },
    ],
    [
      'the secondary limit',
      {
        status: 403,
        body: { message: 'You have exceeded a secondary rate limit' },
        headers: { 'retry-after': '30' },
      },
    ],
    [
      'too many requests',
      {
        status: 429,
        body: { message: 'You have exceeded a secondary rate limit' },
        headers: { 'retry-after': '1' },
      },
    ],
  ])('is tried again after %s', async (_what, fault) => {
    lab.github.faults.push(fault);
    await say();
    expect(bodies()).toHaveLength(1);
  });

  it('is given up where a limit is lifted in an hour', async () => {
    const headers = { 'retry-after': '3600' };
    lab.github.faults.push(
      ...[1, 2].map(() => ({ status: 403, body: { message: 'secondary rate limit' }, headers })),
    );
    expect(await rejection(say())).toMatchObject({
      message: expect.stringContaining('secondary rate limit'),
    });
  });

  it('is given up with GitHub’s own words where the server stays broken', async () => {
    lab.github.faults.push(
      ...Array.from({ length: 20 }, () => ({ status: 500, body: { message: 'Oh no' } })),
    );
    const error = await rejection(say());
    expect(error).toMatchObject({
      message: 'GitHub answered 500: Oh no',
      next: expect.stringContaining('again'),
    });
    lab.github.faults.length = 0;
  });

  it('says where nothing answers', async () => {
    lab.env['GITHUB_API_URL'] = 'http://127.0.0.1:1';
    expect(await rejection(say())).toMatchObject({
      message: expect.stringMatching(/^GitHub cannot be reached: /),
      next: expect.stringContaining('127.0.0.1:1 is up'),
    });
  });

  it.each([
    [
      'a token that is not valid',
      { GITHUB_TOKEN: 'ghs_anotherSecret' },
      'GitHub answered 401: Bad credentials',
    ],
    ['another repository', { GITHUB_REPOSITORY: 'team/none' }, 'GitHub answered 404: Not Found'],
  ])('says what is wrong with %s', async (_what, env, message) => {
    Object.assign(lab.env, env);
    expect(await rejection(say())).toMatchObject({ message });
    lab.github.unexpected.length = 0;
  });

  it('never tells the token, whatever GitHub says', async () => {
    lab.github.faults.push(
      ...Array.from({ length: 4 }, () => ({ status: 422, body: { message: `bad ${token}` } })),
    );
    const error = await rejection(say());
    expect(error).toBeInstanceOf(UserError);
    expect(describeError(error)).toContain('bad [redacted]');
    expect(describeError(error) + lab.printed()).not.toContain(token);
    lab.github.faults.length = 0;
  });

  it('says which file is missing', async () => {
    expect(await rejection(say(['none.md']))).toMatchObject({ where: 'none.md', exit: 1 });
  });
});
