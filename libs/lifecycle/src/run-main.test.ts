import { exitCode, UserError } from '@prod-e/errors';
import { runMain } from './index.ts';

describe('runMain', () => {
  it.each([
    [
      'a mistake of its user',
      new UserError('bad', { next: 'do better', exit: exitCode.usage }),
      2,
      'error: bad\n  next:  do better\n',
    ],
    ['a fault of its own', new TypeError('x'), 1, expect.stringContaining('TypeError: x\n    at ')],
  ])('prints %s and exits', async (_name, error, code, text) => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await runMain(() => {
      throw error;
    });
    expect(process.exitCode).toBe(code);
    expect(write).toHaveBeenCalledWith(text);
    process.exitCode = undefined;
    write.mockRestore();
  });
});
