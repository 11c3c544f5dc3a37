import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryOptions } from '../options.ts';
import { backOff, operate, patiently, Temporary } from './patiently.ts';

const host = 'registry.example';
const during = (options: RegistryOptions, attempt: (signal: AbortSignal) => Promise<unknown>) =>
  operate(host, options, (operation) => patiently(operation, attempt));

/** Fails for a while, then is done. */
const failing = (times: number, error: Error) => {
  let tries = 0;
  return () => (tries++ < times ? Promise.reject(error) : Promise.resolve(tries));
};

describe('patiently', () => {
  it('tries again what may succeed later, and says why', async () => {
    const lines: string[] = [];
    const attempt = failing(2, new Temporary('it answers 503', 1));
    expect(await during({ log: (line) => lines.push(line) }, attempt)).toBe(3);
    expect(lines).toEqual(Array(2).fill('registry.example: it answers 503; trying again in 0.0 s'));
  });

  it('does not try again what fails for good', async () => {
    await expect(during({}, failing(1, new Error('for good')))).rejects.toThrow('for good');
  });

  it('gives up when its time is over, and names the host and what next', async () => {
    const patience = { operationMilliseconds: 500 };
    await expect(during({ patience }, failing(99, new Temporary('it answers 503')))).rejects.toMatchObject({
      name: 'UserError',
      message: 'the registry registry.example is not available: it answers 503',
      where: host,
      next: expect.stringContaining('run the command again'),
    });
  });

  it('does not wait for longer than it has, whatever the registry asks for', async () => {
    const asked = new Temporary('it asks to wait', 3_600_000);
    await expect(during({}, failing(1, asked))).rejects.toThrow('not available: it asks to wait');
  });

  it('ends a request that is too slow, and tries again', async () => {
    let tries = 0;
    const attempt = async (signal: AbortSignal) => {
      if (tries++ === 0) await sleep(60_000, undefined, { signal });
      return tries;
    };
    expect(await during({ patience: { requestMilliseconds: 50 } }, attempt)).toBe(2);
  });

  it('is ended while it waits when the command is stopped', async () => {
    const stop = new AbortController();
    const log = () => {
      stop.abort();
    };
    const waiting = during({ signal: stop.signal, log }, failing(1, new Temporary('x', 50_000)));
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('an operation', () => {
  it('is not begun when the command is stopped', async () => {
    const run = jest.fn();
    await expect(operate(host, { signal: AbortSignal.abort() }, run)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(run).not.toHaveBeenCalled();
  });

  it('ends what it has left under way', async () => {
    const signal = await operate(host, {}, (operation) => Promise.resolve(operation.signal));
    expect(signal.aborted).toBe(true);
  });
});

describe('backOff', () => {
  it.each([
    [0, 187, 313],
    [1, 375, 625],
    [4, 3000, 5000],
    [30, 7500, 12_500],
  ])('after %i tries is between %i and %i milliseconds', (tries, least, most) => {
    for (let i = 0; i < 50; i += 1) {
      expect(backOff(tries)).toBeGreaterThanOrEqual(least);
      expect(backOff(tries)).toBeLessThanOrEqual(most);
    }
  });
});
