import { createLab, rejection, type Lab } from '../../test/lab.ts';
import { driftIssue } from './drift-issue.ts';

describe('drift-issue', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await createLab();
  });
  afterEach(async () => {
    const { unexpected } = lab.github;
    await lab.remove();
    expect(unexpected).toEqual([]);
  });

  const report = (outcome: string, ...rows: string[]) => {
    lab.write(
      'drift.md',
      `<!-- prod-e drift dev: ${outcome} -->\n### \`dev\`\n\n| stack | what differs | |\n| --- | --- | --- |\n${rows.map((what) => `| web | ${what} | |\n`).join('')}`,
    );
    return driftIssue({ environment: 'dev', file: 'drift.md' }, lab.run);
  };
  const issues = () => lab.github.state.issues;

  it('goes through its life: opened, left, updated with a word, closed with another', async () => {
    await report('drifted', 'memory');
    expect(issues()).toMatchObject([
      {
        title: 'dev has drifted',
        state: 'open',
        labels: [{ name: 'drift' }],
        body: expect.stringContaining('| web | memory | |'),
      },
    ]);
    expect(issues()[0]?.body).toContain('[a run](https://github.test/team/shop/actions/runs/7)');
    const opened = lab.github.writes().length;
    await report('drifted', 'memory');
    expect(lab.github.writes()).toHaveLength(opened);
    await report('drifted', 'memory', 'gone');
    expect(issues()[0]?.body).toContain('| web | gone | |');
    await report('clean');
    expect(issues()).toMatchObject([{ state: 'closed', state_reason: 'completed' }]);
    expect(lab.github.state.comments[1]?.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^Something else differs by now/),
      expect.stringMatching(/as it was recorded again/),
    ]);
    expect(lab.printed().split('\n')).toEqual([
      ...['dev: issue #1 opened', 'dev: nothing to do', 'dev: issue #1 updated', 'dev: issue #1 closed'],
    ]);
  });

  it('finds its issue behind a hundred others, and no pull request', async () => {
    const other = (number: number) => ({
      ...{ id: number, number, body: 'x', user: { login: 'ada' }, labels: [{ name: 'drift' }] },
      pull_request: {},
    });
    issues().push(...Array.from({ length: 120 }, () => other(lab.github.state.next())));
    await report('drifted', 'memory');
    await report('clean');
    expect(lab.printed()).toMatch(/#121 opened[\s\S]*#121 closed/);
  });

  it('asks GitHub nothing while a deployment was under way', async () => {
    await report('unchecked');
    expect(lab.github.asked).toEqual([]);
    expect(lab.printed()).toBe('dev: drift was not checked, so its issue is left as it is');
  });

  it.each([
    ['the check failed', '', { exit: 1, message: expect.stringContaining('since the check failed') }],
    ['it is no report', 'hello\n', { exit: 2, message: 'drift.md is no report of drift' }],
    [
      'it is of another environment',
      '<!-- prod-e drift prod: clean -->\n',
      { exit: 2, message: 'drift.md is a report of prod' },
    ],
  ])('is refused, and nothing touched, where %s', async (_what, text, error) => {
    lab.write('drift.md', text);
    expect(await rejection(driftIssue({ environment: 'dev', file: 'drift.md' }, lab.run))).toMatchObject(
      error,
    );
    expect(lab.github.asked).toEqual([]);
  });

  it('is refused where there is no file', async () => {
    const run = driftIssue({ environment: 'dev', file: 'none.md' }, lab.run);
    expect(await rejection(run)).toMatchObject({ exit: 1, next: expect.stringContaining('npm run drift') });
  });

  it('says which permission is lacking', async () => {
    lab.github.state.canWrite = false;
    expect(await rejection(report('drifted', 'memory'))).toMatchObject({
      next: expect.stringContaining('issues: write'),
    });
  });
});
