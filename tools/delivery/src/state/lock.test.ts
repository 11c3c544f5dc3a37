import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { takeLock, tryLock, waitForLock } from './lock.ts';

describe('the lock', () => {
  let scratch: Scratch;
  let folder = '';
  const children: ChildProcess[] = [];

  beforeEach(() => {
    scratch = scratchFolder();
    folder = join(scratch.folder, 'lab');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    scratch.remove();
  });

  /** Another process that holds the lock. */
  async function holder(): Promise<ChildProcess> {
    const program = join(__dirname, '../../test/hold-lock.ts');
    const child = spawn(process.execPath, ['--expose-gc', program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('held\n');
    return child;
  }

  it('is refused to a second process, which is told who holds it, for what and since when', async () => {
    const before = new Date().toISOString();
    const { pid } = await holder();
    const refusal = thrownBy(() => takeLock(folder, 'nx run infra:destroy')) as Error;
    expect(refusal).toMatchObject({ where: folder, exit: 3 });
    expect(refusal.message).toContain("another command holds the environment's lock: nx run infra:deploy by");
    expect(refusal.message).toContain(`${userInfo().username}@`);
    expect(refusal.message).toContain(`(process ${pid})`);
    const [since = ''] = /(?<=since )\S+$/.exec(refusal.message) ?? [];
    expect(since >= before && since <= new Date().toISOString()).toBe(true);
  });

  it('is taken all the same where its file is no database, and then held like any other', () => {
    scratch.write('lab/lock.sqlite', 'no database '.repeat(100));
    const unlock = takeLock(folder, 'deploy');
    expect(tryLock(folder, 'deploy')).toBeUndefined();
    unlock();
    takeLock(folder, 'deploy')();
  });

  it('is free at once when the process that held it was killed', async () => {
    const child = await holder();
    expect(tryLock(folder, 'deploy')).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const unlock = takeLock(folder, 'deploy');
    unlock();
  });

  it('is held by whoever keeps nothing of it, too: no garbage collector gives it back', async () => {
    await holder();
    await sleep(500);
    expect(tryLock(folder, 'deploy')).toBeUndefined();
  });

  it('is refused to the same process too', () => {
    const unlock = takeLock(folder, 'one');
    expect(() => takeLock(folder, 'two')).toThrow(`one by ${userInfo().username}@`);
    unlock();
    takeLock(folder, 'three')();
  });

  it('may be given back twice', () => {
    const unlock = takeLock(folder, 'one');
    unlock();
    const next = takeLock(folder, 'two');
    unlock();
    expect(tryLock(folder, 'three')).toBeUndefined();
    next();
  });

  it('of one folder is none of another', () => {
    const locks = [takeLock(folder, 'one'), takeLock(join(scratch.folder, 'dev'), 'two')];
    for (const unlock of locks) unlock();
  });

  it('is refused in a sentence even where the holder has not yet said who it is', () => {
    const unlock = takeLock(folder, 'one');
    scratch.write('lab/lock.json', '{"what":');
    expect(() => takeLock(folder, 'two')).toThrow('lock: it has only just started');
    unlock();
  });

  it('is waited for', async () => {
    const child = await holder();
    const waiting = waitForLock(folder, 'containerize web');
    setTimeout(() => child.kill('SIGKILL'), 150);
    const unlock = await waiting;
    expect(tryLock(folder, 'another')).toBeUndefined();
    unlock();
  });

  it('is not waited for where its file cannot be used: nobody would ever give it back', async () => {
    scratch.write('lab/lock.sqlite/a', '');
    await expect(waitForLock(folder, 'containerize web')).rejects.toMatchObject({
      ...{ name: 'UserError', where: folder },
      message: 'the lock cannot be taken: unable to open database file',
    });
  });
});
