import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { exclusively } from './mutex.ts';

const unique = (name: string): string => `prod-e-test-${name}-${process.pid}`;

describe('exclusively', () => {
  it('lets one task run at a time', async () => {
    let running = 0;
    const most: number[] = [];
    const task = async (): Promise<void> => {
      most.push(++running);
      await sleep(20);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 4 }, () => exclusively(unique('one'), task)));
    expect(most).toEqual([1, 1, 1, 1]);
  });

  it('does not make tasks of other names wait', async () => {
    const result = await exclusively(unique('a'), () =>
      exclusively(unique('b'), () => Promise.resolve('both')),
    );
    expect(result).toBe('both');
  });

  it('frees the lock when the task fails', async () => {
    await expect(exclusively(unique('fail'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await exclusively(unique('fail'), () => Promise.resolve('again'))).toBe('again');
  });

  it('goes on when another process that held the lock was killed', async () => {
    const holder = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen('\\0${unique('kill')}', () => console.log('held'))`,
    ]);
    await once(holder.stdout, 'data');
    const waiting = exclusively(unique('kill'), () => Promise.resolve('mine'));
    await sleep(50);
    holder.kill('SIGKILL');
    expect(await waiting).toBe('mine');
  });

  it('does not hide another fault of the socket', async () => {
    await expect(exclusively('x'.repeat(300), () => Promise.resolve())).rejects.toThrow();
  });
});
