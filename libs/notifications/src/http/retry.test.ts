import { UserError } from '@prod-e/errors';
import { type Attempt, backOff, retryAfter, withRetries } from './retry.ts';

const again = (different: Partial<Extract<Attempt, { done: false }>> = {}): Attempt => ({
  done: false,
  problem: 'it is down',
  next: 'wait',
  retry: true,
  ...different,
});

/** @returns how often it was tried, and how it ended */
async function run(attempts: Attempt[], milliseconds = 60_000, signal = new AbortController().signal) {
  let tried = 0;
  const attempt = () => Promise.resolve(attempts[tried++] ?? ({ done: true } satisfies Attempt));
  const deadline = performance.now() + milliseconds;
  const error = await withRetries(attempt, { signal, deadline }).catch((it: unknown) => it as UserError);
  return { tried, problem: error?.message, next: error?.next };
}

describe('withRetries', () => {
  it('tries once where that is enough', async () => {
    expect(await run([])).toMatchObject({ tried: 1, problem: undefined });
  });

  it('tries again after what can pass', async () => {
    expect(await run([again(), again()])).toMatchObject({ tried: 3, problem: undefined });
  });

  it('does not try again after what cannot', async () => {
    expect(await run([again({ retry: false })])).toEqual({ tried: 1, problem: 'it is down', next: 'wait' });
  });

  it('ends after six attempts', async () => {
    const { tried, problem } = await run(Array.from({ length: 9 }, () => again()));
    expect(tried).toBe(6);
    expect(problem).toBe('it is down (tried 6 times)');
  });

  it('waits as long as it is asked to', async () => {
    const started = performance.now();
    expect(await run([again({ after: 1000 })])).toMatchObject({ tried: 2 });
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it('does not wait for longer than there is time', async () => {
    expect(await run([again({ after: 30_000 })], 5000)).toMatchObject({
      tried: 1,
      problem: 'it is down; it wants 30 s, which is too late',
    });
  });

  it('says what came before it was stopped as it waited', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new UserError('no time left'));
    }, 100);
    expect(await run([again({ after: 30_000 })], 60_000, controller.signal)).toMatchObject({
      tried: 1,
      problem: 'no time left; before that: it is down',
    });
  });

  it('says what came before it was stopped as it tried', async () => {
    let tried = 0;
    const attempt = () =>
      tried++ === 0
        ? Promise.resolve(again())
        : Promise.reject(new UserError('no time left', { next: 'look' }));
    const options = { signal: new AbortController().signal, deadline: performance.now() + 60_000 };
    await expect(withRetries(attempt, options)).rejects.toMatchObject({
      message: 'no time left; before that: it is down',
      next: 'look',
    });
  });
});

describe('backOff', () => {
  it.each([
    [1, 100, 200],
    [2, 200, 400],
    [5, 1600, 3200],
  ])('before retry %i is between %i and %i ms', (count, least, most) => {
    expect([backOff(count, 0), backOff(count, 1)]).toEqual([least, most]);
  });
});

describe('retryAfter', () => {
  const now = Date.parse('2026-11-24T08:15:30Z');

  it.each([
    ['none', null, undefined],
    ['seconds', '7', 7000],
    ['a date', 'Tue, 24 Nov 2026 08:15:40 GMT', 10_000],
    ['a date that is over', 'Tue, 24 Nov 2026 08:15:00 GMT', 0],
    ['anything else', 'soon', undefined],
    ['nothing', '', undefined],
  ])('reads %s', (_, header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});
