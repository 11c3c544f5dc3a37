import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLab, type Lab } from '../../test/lab.ts';
import { token } from '../../test/github-server.ts';
import { main } from './main.ts';
import { parseCommand } from './parse-command.ts';

describe('the command line', () => {
  it.each([
    [['comment', '--key=plan', '--file=a.md'], { verb: 'comment', key: 'plan', files: ['a.md'] }],
    [
      ['comment', '--key=plan', '--file=a.md', '--file', 'b.md'],
      { verb: 'comment', key: 'plan', files: ['a.md', 'b.md'] },
    ],
    [
      ['comment', '--key=plan', '--folder=plans'],
      { verb: 'comment', key: 'plan', files: [], folder: 'plans' },
    ],
    [
      ['drift-issue', '--environment=dev', '--file=d.md'],
      { verb: 'drift-issue', environment: 'dev', file: 'd.md' },
    ],
    [['coverage'], { verb: 'coverage' }],
    [['verify'], { verb: 'verify', environment: 'local' }],
    [
      ['verify', '--environment=dev', '--plan=saved', '--source-ref=refs/heads/main'],
      { verb: 'verify', environment: 'dev', plan: 'saved', sourceRef: 'refs/heads/main' },
    ],
    [['images', '--environment=dev', '--base=abc'], { verb: 'images', environment: 'dev', base: 'abc' }],
    [
      ['images', '--environment=dev', '--base=abc', '--source-ref=refs/heads/main'],
      { verb: 'images', environment: 'dev', base: 'abc', sourceRef: 'refs/heads/main' },
    ],
    [
      ['failed', '--environment=dev', '--job=scan'],
      { verb: 'failed', environment: 'dev', job: 'scan', action: 'deploy' },
    ],
    [
      ['failed', '--environment=dev', '--job=scan', '--action=rollback'],
      { verb: 'failed', environment: 'dev', job: 'scan', action: 'rollback' },
    ],
  ])('%j is understood', (args, command) => {
    expect(parseCommand(args)).toEqual(command);
  });

  it.each([
    [[]],
    [['paint']],
    [['constructor']],
    [['coverage', 'verify']],
    [['coverage', '--plan=saved']],
    [['comment', '--key=plan']],
    [['comment', '--file=a.md']],
    [['comment', '--key=', '--file=a.md']],
    [['comment', '--key=plan', '--folder=']],
    [['images', '--environment=dev']],
    [['images', '--base=abc']],
    [['images', '--environment=dev', '--base=']],
    [['comment', '--key=a --> b', '--file=a.md']],
    [['drift-issue', '--environment=dev']],
    [['drift-issue', '--environment=dev', '--file=a', '--file=b']],
    [['verify', '--plan=']],
    [['verify', '--force']],
    [['failed', '--environment=dev']],
    [['failed', '--environment=dev', '--job=scan', '--action=paint']],
  ])('%j is refused with the usage', async (args: string[]) => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await main(args)).toBe(2);
    expect(error).toHaveBeenCalledWith(expect.stringMatching(/^usage: npm run github/));
    error.mockRestore();
  });
});

describe('the program', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await createLab();
  });
  afterEach(() => lab.remove());

  const program = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(__dirname, '../cli.ts'), ...args], {
      cwd: lab.folder,
      env: { ...process.env, ...lab.env },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => error as { code: number; stdout: string; stderr: string },
    );

  it('comments', async () => {
    lab.write('plan.md', 'text');
    expect(await program('comment', '--key=plan', '--file=plan.md')).toEqual({
      ...{ code: 0, stdout: '#12: commented\n', stderr: '' },
    });
    expect(lab.github.state.comments[12]).toHaveLength(1);
  });

  it('ends with 1 and no stack, and says nothing twice, where GitHub refuses', async () => {
    lab.write('plan.md', 'text');
    lab.github.state.canWrite = false;
    const { code, stderr, stdout } = await program('comment', '--key=plan', '--file=plan.md');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: GitHub answered 403: .*\n {2}where: POST .*\n {2}next: .*\n$/);
    expect(stderr).not.toContain(token);
  });

  it.each([
    ['is not set', undefined],
    ['is empty', ''],
  ])('ends with 2 where the token %s', async (what, value) => {
    lab.write('plan.md', 'text');
    lab.env['GITHUB_TOKEN'] = value;
    const { code, stderr } = await program('comment', '--key=plan', '--file=plan.md');
    expect([code, stderr.split('\n')[0]]).toEqual([2, `error: the variable GITHUB_TOKEN ${what}`]);
  });

  it.each([
    ['GITHUB_REPOSITORY', 'shop', 'is not owner/name'],
    ['GITHUB_API_URL', 'file:///etc', 'is no address of the web'],
  ])('does not take %s=%s', async (name, value, problem) => {
    lab.write('plan.md', 'text');
    lab.env[name] = value;
    const { code, stderr } = await program('comment', '--key=plan', '--file=plan.md');
    expect([code, stderr.split('\n')[0]]).toEqual([2, `error: the variable ${name} ${problem}`]);
  });

  it.each(['none.json', '{"pull_request":{"number":"12"}}'])(
    'does not take an event of %s',
    async (event) => {
      lab.write('plan.md', 'text');
      if (event === 'none.json') lab.env['GITHUB_EVENT_PATH'] = event;
      else lab.write('event.json', event);
      const { code, stderr } = await program('comment', '--key=plan', '--file=plan.md');
      expect([code, stderr.split('\n')[0]]).toEqual([2, 'error: the event of this run cannot be read']);
    },
  );

  it.each([
    [['drift-issue', '--environment=dev', '--file=none.md'], 1],
    [['coverage'], 0],
    [['verify'], 1],
    [['images', '--environment=none', '--base=HEAD'], 2],
    [['failed', '--environment=none', '--job=scan'], 2],
  ])('%j ends with %i', async (args: string[], code) => {
    expect((await program(...args)).code).toBe(code);
  });
});
