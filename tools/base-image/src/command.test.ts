import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';

describe('run', () => {
  it('returns the output, the lines of standard error and the exit code', async () => {
    const script = 'console.log(process.env.WHO); console.error("one\\ntwo"); process.exitCode = 3';
    expect(await run(process.execPath, ['-e', script], { env: { WHO: 'me' } })).toEqual({
      code: 3,
      stdout: 'me\n',
      errors: ['one', 'two'],
    });
  });

  it('writes the output to a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'command-'));
    const stdoutFile = join(folder, 'out');
    await run(process.execPath, ['-e', 'console.log("kept")'], { stdoutFile });
    expect(readFileSync(stdoutFile, 'utf8')).toBe('kept\n');
    rmSync(folder, { recursive: true });
  });

  it('gives arguments to the program as they are, with no shell between', async () => {
    const { stdout } = await run(process.execPath, ['-p', 'process.argv[1]', '$(id); `id` "']);
    expect(stdout).toBe('$(id); `id` "\n');
  });

  it('says which program is missing and what to do', async () => {
    await expect(run('no-such-program', [])).rejects.toMatchObject({
      message: 'no-such-program is not installed',
      next: 'npm run setup',
    });
  });

  it('ends the program when the signal fires', async () => {
    const signal = AbortSignal.timeout(50);
    await expect(
      run(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { signal }),
    ).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('counts a program that a signal ended as failed', async () => {
    expect((await run(process.execPath, ['-e', 'process.kill(process.pid)'])).code).toBe(1);
  });
});
