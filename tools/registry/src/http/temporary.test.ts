import { temporaryConnection, temporaryStatus } from './temporary.ts';

describe('a status', () => {
  it.each([200, 201, 301, 400, 401, 403, 404, 409])('%i is an answer', (status) => {
    expect(temporaryStatus(status, null)).toBeUndefined();
  });

  it.each([
    [429, null, 'it answers 429', undefined],
    [503, undefined, 'it answers 503', undefined],
    [503, 'soon', 'it answers 503', undefined],
    [429, '7', 'it answers 429 and asks to wait 7 s', 7000],
    [500, '0', 'it answers 500 and asks to wait 0 s', 0],
    [503, 'Thu, 01 Jan 1970 00:00:00 GMT', 'it answers 503 and asks to wait 0 s', 0],
  ])('%i with Retry-After %p is worth another attempt', (status, header, message, wait) => {
    expect(temporaryStatus(status, header)).toMatchObject({ message, retryAfterMilliseconds: wait });
  });

  it('may say until when by a date', () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const wait = temporaryStatus(503, inAMinute)?.retryAfterMilliseconds;
    expect(wait).toBeGreaterThan(30_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });
});

describe('a connection', () => {
  const failed = (code: string) => Object.assign(new Error('x'), { code });

  it.each([
    ['as it is', failed('ECONNRESET')],
    ['wrapped by fetch', new TypeError('fetch failed', { cause: failed('ECONNRESET') })],
    ['tried at several addresses', new TypeError('x', { cause: new AggregateError([failed('ECONNRESET')]) })],
  ])('that failed is worth another attempt, %s', (_how, error) => {
    expect(temporaryConnection(error)).toMatchObject({ message: 'the connection failed (ECONNRESET)' });
  });

  it.each([
    ['a certificate that is wrong', failed('CERT_HAS_EXPIRED')],
    ['a fault of ours', new TypeError('x is not a function')],
    ['what is no error', 'x'],
  ])('is not the matter with %s', (_what, error) => {
    expect(temporaryConnection(error)).toBeUndefined();
  });
});
