import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

interface Running {
  url: string;
  child: ChildProcess;
  lines: string[];
  /** [code, signal] */
  exited: Promise<[number | null, NodeJS.Signals | null]>;
  line(start: string): Promise<void>;
}

let running: Running | undefined;
const agent = new Agent({ keepAlive: true });

async function start(env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [join(__dirname, 'slow-server.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  const line = async (start: string) => {
    while (!lines.some((known) => known.startsWith(start))) await sleep(5);
  };
  const exited = once(child, 'exit') as Running['exited'];
  await line('http');
  return (running = { url: lines[0] ?? '', child, lines, exited, line });
}

async function get(url: string): Promise<{ status: number; text: string; connection: string | undefined }> {
  const request = httpGet(url, { agent });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, text, connection: response.headers.connection };
}

afterEach(() => {
  running?.child.kill('SIGKILL');
});
afterAll(() => {
  agent.destroy();
});

describe.each(['SIGTERM', 'SIGINT'] as const)('on %s', (signal) => {
  it('lets requests in flight finish, says that their connection ends, exits with 0', async () => {
    const { url, child, exited, line, lines } = await start({ SLOW_MS: '400' });
    const slow = get(`${url}/slow`);
    await sleep(100);
    child.kill(signal);
    await line('draining');
    expect(await slow).toEqual({ status: 200, text: 'slow', connection: 'close' });
    expect(await exited).toEqual([0, null]);
    expect(lines.slice(1)).toEqual([`draining ${signal} 1`, 'stopped true']);
  });
});

describe('on a signal', () => {
  it('closes connections that are idle, and those that never asked anything, long before their timeout', async () => {
    const { url, child, exited } = await start({});
    expect((await get(url)).connection).toBe('keep-alive');
    const silent = connect(Number(new URL(url).port), '127.0.0.1');
    await once(silent, 'connect');
    const ended = once(silent, 'close');
    const before = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - before).toBeLessThan(1500);
    await ended;
  });

  it('takes no new connections', async () => {
    const { url, child, line } = await start({ SLOW_MS: '600' });
    const slow = get(`${url}/slow`);
    await sleep(100);
    child.kill('SIGTERM');
    await line('draining');
    await sleep(50);
    await expect(fetch(`${url}/quick`)).rejects.toThrow();
    expect((await slow).text).toBe('slow');
  });

  it('with a notice, still answers who asks, with a readiness that fails at once', async () => {
    const { url, child, exited, line } = await start({ NOTICE_MS: '400' });
    expect((await get(`${url}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    await line('draining');
    expect(await get(`${url}/readyz`)).toEqual({ status: 503, text: 'draining', connection: 'close' });
    expect(await exited).toEqual([0, null]);
  });

  it('gives up requests that outlast the deadline, and exits with 1', async () => {
    const { url, child, exited, lines } = await start({ SLOW_MS: '60000', DEADLINE_MS: '200' });
    const slow = get(`${url}/slow`);
    const failed = expect(slow).rejects.toThrow('socket hang up');
    await sleep(100);
    const before = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toEqual([1, null]);
    expect(performance.now() - before).toBeLessThan(1500);
    expect(lines.at(-1)).toBe('stopped false');
    await failed;
  });

  it('does not wait for a service that cannot close what it holds', async () => {
    const { child, exited } = await start({ DEADLINE_MS: '100', HANG: 'yes' });
    child.kill('SIGTERM');
    expect(await exited).toEqual([1, null]);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('exits at once on a second one, %s → %i', async (second, code) => {
    const { url, child, exited, line } = await start({ SLOW_MS: '60000', DEADLINE_MS: '60000' });
    get(`${url}/slow`).catch(() => undefined);
    await sleep(100);
    child.kill('SIGTERM');
    await line('draining');
    child.kill(second);
    expect(await exited).toEqual([code, null]);
  });
});
