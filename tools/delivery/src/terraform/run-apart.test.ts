import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { onlyOnPath } from '../../test/on-path.ts';
import { runApart } from './run-apart.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => {
  scratch.remove();
});

const run = (program: string, ...args: string[]) =>
  runApart(program, args, { cwd: scratch.folder, env: process.env });

/** The process id in a file, once it is there. */
async function pidIn(file: string): Promise<number> {
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await sleep(20);
  return Number(readFileSync(file, 'utf8'));
}

describe('a program that runs apart', () => {
  it.each([0, 1, 42])('tells how it ended: %i', async (code) => {
    expect((await run('sh', '-c', `exit ${code}`)).code).toBe(code);
  });

  it('tells all that it printed', async () => {
    const { output } = await run('sh', '-c', 'echo out; echo err >&2');
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('gets its arguments as they are', async () => {
    expect((await run('printf', '%s|', '$HOME', 'a  b', '"', '; exit 3')).output).toBe(
      '$HOME|a  b|"|; exit 3|',
    );
  });

  it('runs where it is told, with the environment that it is given', async () => {
    const env = { PATH: process.env['PATH'], GREETING: 'hello' };
    const { output } = await runApart('sh', ['-c', 'pwd; echo $GREETING'], { cwd: scratch.folder, env });
    expect(output).toBe(`${scratch.folder}\nhello\n`);
  });

  it('is no descendant of ours, in a session of its own', async () => {
    const parents =
      'p=$$; while [ "$p" -gt 1 ]; do p=$(sed "s/.*) . //" /proc/$p/stat | cut -d" " -f1); echo "$p"; done';
    const { output } = await run('sh', '-c', `cut -d" " -f6 /proc/$$/stat; ${parents}`);
    const [session, ...ancestors] = output.trim().split('\n').map(Number);
    expect(ancestors.at(-1)).toBeLessThanOrEqual(1);
    expect([session, ...ancestors]).not.toContain(process.pid);
  });

  it('lives on, and can print, when whoever started it was killed', async () => {
    const file = scratch.write(
      'start.ts',
      `
      import { runApart } from '${join(__dirname, 'run-apart.ts')}';
      await runApart('sh', ['-c', 'echo $$ > pid; sleep 1; echo a line; echo another >&2; echo done > done'], { cwd: '${scratch.folder}', env: process.env });
    `,
    );
    const starter = spawn(process.execPath, [file], { detached: true, stdio: 'ignore' });
    await pidIn(join(scratch.folder, 'pid'));
    process.kill(-(starter.pid ?? 0), 'SIGKILL');
    await once(starter, 'exit');
    while (!existsSync(join(scratch.folder, 'done'))) await sleep(50);
  });

  it('counts as failed when it was killed before it could tell', async () => {
    const running = run('sh', '-c', 'echo $$ > pid; exec sleep 60');
    process.kill(await pidIn(join(scratch.folder, 'pid')), 'SIGKILL');
    expect((await running).code).toBeGreaterThan(0);
  });
});

describe('without setsid', () => {
  it('a program runs in a process group of its own', async () => {
    const restore = onlyOnPath('sh', 'cat');
    try {
      const { code, output } = await run('cat', '/proc/self/stat');
      expect(code).toBe(0);
      expect(Number(output.split(' ')[4])).not.toBe(process.pid);
    } finally {
      restore();
    }
  });

  it('and without a shell, it says what is missing', async () => {
    const restore = onlyOnPath();
    try {
      await expect(run('cat')).rejects.toThrow('spawn sh ENOENT');
    } finally {
      restore();
    }
  });
});
