import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localSystem } from './local-system.ts';

describe('localSystem', () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-system-'));
  const system = localSystem(folder);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds programs, and daemons that the PATH of a user leaves out', () => {
    expect(system.has('sh')).toBe(true);
    expect(system.has('no-such-program')).toBe(false);
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    expect(system.has('chroot')).toBe(true);
    process.env['PATH'] = path;
  });

  it('lists a folder, and none that is not there', () => {
    expect(system.list('/etc')).toContain('passwd');
    expect(system.list('/no/such/folder')).toEqual([]);
  });

  it('reads a file, and nothing of one that is not there', () => {
    expect(system.read(__filename)).toContain('localSystem');
    expect(system.read('/no/such/file')).toBeUndefined();
  });

  it('keeps the output of a program to itself', async () => {
    const script = 'process.stdout.write("out"); process.exitCode = 3';
    expect(await system.run(process.execPath, ['-e', script])).toEqual({ code: 3, output: 'out' });
  });

  it('shows the output of a program, and returns it as well', async () => {
    const shown: unknown[] = [];
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => shown.push(text) > 0);
    const finished = await system.show(process.execPath, ['-p', 'process.env.WHO'], { WHO: 'me' });
    spy.mockRestore();
    expect(finished).toEqual({ code: 0, output: 'me\n' });
    expect(shown.join('')).toBe('me\n');
  });

  it('gives 127 for a program that is not there', async () => {
    expect((await system.run('no-such-program', [])).code).toBe(127);
    expect(await system.handOver('no-such-program', [])).toBe(127);
  });

  it('gives 1 for a program that a signal ended', async () => {
    const dies = ['-e', 'process.kill(process.pid, "SIGKILL")'];
    expect((await system.run(process.execPath, dies)).code).toBe(1);
    expect(await system.handOver(process.execPath, dies)).toBe(1);
  });

  it('outlives the Ctrl-C that it leaves to a program', async () => {
    // In a process of its own: Jest would take the signal for itself.
    const interrupts = 'process.kill(process.ppid, "SIGINT"); setTimeout(() => process.exit(4), 200)';
    const script = `
      import { localSystem } from ${JSON.stringify(join(__dirname, 'local-system.ts'))};
      const code = await localSystem('.').handOver(process.execPath, ['-e', ${JSON.stringify(interrupts)}]);
      console.log('ended with ' + code);`;
    const { output } = await system.run(process.execPath, ['--input-type=module', '-e', script]);
    expect(output).toBe('ended with 4\n');
  });

  it('launches a program with its output in a log file', async () => {
    const log = join(folder, 'logs/daemon.log');
    const daemon = system.launch('sh', ['-c', 'echo one; echo two >&2; echo three; echo four; exit 1'], log);
    for (let tries = 0; !daemon.hasEnded() && tries < 100; tries += 1) await system.sleep(20);
    expect(daemon.hasEnded()).toBe(true);
    expect(daemon.lastWords()).toBe('two; three; four');
    expect(readFileSync(log, 'utf8')).toContain('one');
  });

  it('sees a program that cannot be launched as ended', async () => {
    const daemon = system.launch('no-such-program', [], join(folder, 'none.log'));
    for (let tries = 0; !daemon.hasEnded() && tries < 100; tries += 1) await system.sleep(10);
    expect(daemon.hasEnded()).toBe(true);
  });

  it('says lines on standard output', () => {
    const said: unknown[] = [];
    const spy = jest.spyOn(console, 'log').mockImplementation((line) => said.push(line));
    system.say('hello');
    spy.mockRestore();
    expect(said).toEqual(['hello']);
    expect(system.exists(folder)).toBe(existsSync(folder));
  });
});
