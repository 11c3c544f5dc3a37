import { UserError } from '@prod-e/errors';
import type { Login } from '../credentials.ts';
import type { RegistryOptions } from '../options.ts';
import { createAuthorization, refused } from './authorization.ts';
import { operate, patiently } from './patiently.ts';
import { temporaryConnection, temporaryStatus } from './temporary.ts';

export interface Request {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Whose scope a token must have: the full name, with its namespace. */
  repository: string;
  /** Below `/v2/<repository>/`, or an address that the registry itself gave. */
  path: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** The requests of one operation. */
export interface Http {
  /** As often as it takes: 429, 5xx and what happens to connections is tried again. */
  send: (request: Request) => Promise<Answer>;
  /** Several requests that must be tried again together. */
  together: <T>(attempt: (once: (request: Request) => Promise<Answer>) => Promise<T>) => Promise<T>;
  /** @throws UserError for an answer with any other status */
  expect: (answer: Answer, statuses: number[], doing: string) => Answer;
}

export interface Client {
  host: string;
  /** Runs an operation. */
  within: <T>(use: (http: Http) => Promise<T>) => Promise<T>;
}

export interface ClientOptions extends RegistryOptions {
  host: string;
  insecure: boolean;
  login: Login;
}

/** Speaks HTTP to a registry, as somebody where it asks. */
export function createClient(options: ClientOptions): Client {
  const { host, insecure, login } = options;
  const base = new URL(`${insecure ? 'http' : 'https'}://${host}`);
  const authorization = createAuthorization(host, insecure, login);

  const once = async (request: Request, signal: AbortSignal): Promise<Answer> => {
    const { method, repository } = request;
    const url = new URL(request.path, new URL(`/v2/${repository}/`, base));
    const scope = `${repository} ${method === 'GET' || method === 'HEAD' ? 'pull' : 'push'}`;
    const used = authorization.known(scope);
    const answer = await exchange(url, request, await used, signal);
    // Who we are is told to the registry itself and to nobody that it points to.
    if (answer.status !== 401 || url.origin !== base.origin) return answer;
    const header = authorization.renew(scope, used, answer.headers.get('www-authenticate'), signal);
    return exchange(url, request, await header, signal);
  };

  const exchange = async (
    url: URL,
    { method, headers, body }: Request,
    header: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer> => {
    const ours = header !== undefined && url.origin === base.origin ? { authorization: header } : {};
    const response = await fetch(url, {
      method,
      signal,
      headers: { ...headers, ...ours },
      ...(body && { body }),
    });
    const temporary = temporaryStatus(response.status, response.headers.get('retry-after'));
    if (temporary) throw temporary;
    const content = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body: content };
  };

  const told = <T>(attempt: Promise<T>): Promise<T> =>
    attempt.catch((error: unknown) => {
      throw temporaryConnection(error) ?? error;
    });

  return {
    host,
    within: (use) =>
      operate(host, options, (operation) =>
        use({
          send: (request) => patiently(operation, (signal) => told(once(request, signal))),
          together: (attempt) =>
            patiently(operation, (signal) => attempt((request) => told(once(request, signal)))),
          expect(answer, statuses, doing) {
            if (statuses.includes(answer.status)) return answer;
            if (answer.status === 401 || answer.status === 403) throw refused(host);
            throw new UserError(login.hide(`${doing}: ${host} answered ${describe(answer)}`), {
              where: host,
            });
          },
        }),
      ),
  };
}

/** Status, and what the registry says about it, in a line. */
function describe({ status, body }: Answer): string {
  return `${status} ${body.toString('utf8', 0, 500).replace(/\s+/g, ' ').trim()}`.trim();
}
