import { setTimeout as sleep } from 'node:timers/promises';
import { createHealth } from './index.ts';

describe('ready', () => {
  it('is ready without anything to check', async () => {
    expect(await createHealth().ready()).toEqual({ status: 'ready', checks: {} });
  });

  it('says of each check how it went', async () => {
    const health = createHealth({
      checks: {
        database: () => Promise.resolve('pong'),
        queue: () => Promise.reject(new Error('connection refused')),
        careless: () => {
          throw 'text'; // eslint-disable-line @typescript-eslint/only-throw-error -- careless code does
        },
      },
    });
    expect(await health.ready()).toEqual({
      status: 'not ready',
      checks: {
        database: { status: 'up', durationMs: expect.any(Number) },
        queue: { status: 'down', durationMs: expect.any(Number), reason: 'connection refused' },
        careless: { status: 'down', durationMs: expect.any(Number), reason: 'text' },
      },
    });
  });

  it('gives a check up when its time is over, and tells it', async () => {
    let told = false;
    const health = createHealth({
      timeoutMs: 30,
      checks: {
        slow: (signal) => {
          signal.addEventListener('abort', () => (told = true));
          return new Promise(() => undefined);
        },
      },
    });
    const { status, checks } = await health.ready();
    expect(status).toBe('not ready');
    expect(checks['slow']).toMatchObject({ status: 'down', reason: 'no answer within 30 ms' });
    expect(told).toBe(true);
  });

  it('asks once for all who ask within the time that a result stands, then again', async () => {
    let asked = 0;
    const health = createHealth({ cacheMs: 50, checks: { counted: () => (asked += 1) } });
    await Promise.all([health.ready(), health.ready()]);
    await health.ready();
    expect(asked).toBe(1);
    await sleep(60);
    await health.ready();
    expect(asked).toBe(2);
  });

  it('comes back when its dependency does', async () => {
    let up = false;
    const check = () => (up ? undefined : Promise.reject(new Error('down')));
    const health = createHealth({ cacheMs: 0, checks: { check } });
    expect((await health.ready()).status).toBe('not ready');
    up = true;
    expect((await health.ready()).status).toBe('ready');
  });
});

describe('drain', () => {
  it('makes it not ready at once, however slow its checks are', async () => {
    const health = createHealth({
      checks: { slow: () => sleep(5000, undefined, { ref: false }) },
      timeoutMs: 200,
    });
    expect(health.draining).toBe(false);
    const before = health.ready();
    health.drain();
    expect(health.draining).toBe(true);
    expect(await health.ready()).toEqual({ status: 'draining', checks: {} });
    expect((await before).status).toBe('draining');
  });

  it('leaves it alive', () => {
    const health = createHealth();
    health.drain();
    expect(health.live()).toEqual({ status: 'live' });
  });
});
