import { describeError, exitCode, exitCodeOf, UserError } from './index.ts';

describe('describeError', () => {
  it('says what, where and what next, without a stack', () => {
    const error = new UserError('port 3000 is taken', { where: 'local.ts', next: 'choose another' });
    expect(describeError(error)).toBe(
      'error: port 3000 is taken\n  where: local.ts\n  next:  choose another',
    );
  });

  it('leaves out what is not known', () => {
    expect(describeError(new UserError('no engine'))).toBe('error: no engine');
  });

  it('keeps the stack of an error that is not its reader’s', () => {
    expect(describeError(new TypeError('x is undefined'))).toMatch(/^TypeError: x is undefined\n\s+at /);
  });

  it('falls back to the message, then to the value', () => {
    const bare = new Error('bare');
    delete bare.stack;
    expect(describeError(bare)).toBe('bare');
    expect(describeError('text')).toBe('text');
  });
});

describe('exitCodeOf', () => {
  it.each([
    [new UserError('x'), 1],
    [new UserError('x', { exit: exitCode.usage }), 2],
    [new UserError('x', { exit: exitCode.refused, cause: new Error('y') }), 3],
    [new Error('x'), 1],
  ])('%s → %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
