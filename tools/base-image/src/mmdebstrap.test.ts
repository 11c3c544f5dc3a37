import { hookLines, invocation, mmdebstrapFailed, type HookRun } from './mmdebstrap.ts';

const task: HookRun = { architecture: 'amd64', hook: 'echo "$A"', env: { A: 'b c' }, tarFile: 'x.tar' };

describe('invocation', () => {
  it('runs it as it is for root', () => {
    const { program, args, env } = invocation('root', task);
    expect(program).toBe('mmdebstrap');
    expect(args).toEqual(expect.arrayContaining(['--mode=root', '--extract-hook=echo "$A"', '--format=tar']));
    expect(args.slice(-2)).toEqual(['trixie', '-']);
    expect(env).toMatchObject({ A: 'b c', SOURCE_DATE_EPOCH: expect.stringMatching(/^\d+$/) });
  });

  it('hands the environment through sudo, which drops it', () => {
    const { program, args } = invocation('sudo', task);
    expect([program, ...args.slice(0, 5)]).toEqual([
      'sudo',
      '-n',
      'env',
      'A=b c',
      expect.stringMatching(/^SOURCE_DATE_EPOCH=/),
      'mmdebstrap',
    ]);
    expect(args).toContain('--mode=root');
  });

  it('uses a user namespace without either', () => {
    expect(invocation('none', task).args).toContain('--mode=unshare');
  });

  it('keeps nothing when no tar is asked for', () => {
    const { architecture, hook, env } = task;
    expect(invocation('root', { architecture, hook, env }).args.slice(-1)).toEqual(['/dev/null']);
  });
});

describe('hookLines', () => {
  it('finds our lines among those of apt', () => {
    const errors = ['I: running', 'base-image: gone libc6 1 2', 'base-image: offers tzdata 3 s', 'E: x'];
    expect(hookLines({ code: 1, stdout: '', errors }, 'gone')).toEqual([['libc6', '1', '2']]);
  });
});

describe('mmdebstrapFailed', () => {
  it('repeats the complaints without the progress', () => {
    const errors = ['I: running apt-get update...', 'E: cannot resolve the host', 'I: removing tempdir'];
    expect(mmdebstrapFailed({ code: 25, stdout: '', errors }).message).toBe(
      'mmdebstrap failed (exit 25): E: cannot resolve the host',
    );
  });

  it('says what to do for a user who may not have a user namespace', () => {
    const errors = ['E: newuidmap 14373 0 1000 1 1 100000 1 failed'];
    expect(mmdebstrapFailed({ code: 25, stdout: '', errors }).next).toMatch(/^run as root, or .* uidmap/);
  });

  it('repeats the last words where nothing looks like a complaint', () => {
    expect(mmdebstrapFailed({ code: 1, stdout: '', errors: ['killed'] }).message).toMatch(/killed$/);
  });
});
