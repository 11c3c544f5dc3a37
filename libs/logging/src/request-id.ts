import { randomBytes } from 'node:crypto';

/** What a client may send as its id: nothing that could forge a log line, a header or a path. */
const acceptable = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/**
 * Gives each request its id: the one that came in, where it is harmless, else a new one.
 * New ones are a random prefix per process and a counter, unique without asking for randomness each time;
 * they are names, not secrets.
 *
 * @example
 * const requestId = createRequestIds();
 * requestId(request.headers['x-request-id']);
 */
export function createRequestIds(): (incoming: string | readonly string[] | undefined) => string {
  const prefix = `${randomBytes(9).toString('hex')}-`;
  let count = 0;
  return (incoming) => {
    if (typeof incoming === 'string' && acceptable.test(incoming)) return incoming;
    count += 1;
    return prefix + count.toString(36);
  };
}
