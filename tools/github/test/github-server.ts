import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addComment, deleteComment, editComment, listComments } from './comments.ts';
import { addIssue, editIssue, listIssues } from './issues.ts';

export interface Entry {
  id: number;
  number: number;
  body: string;
  user: { login: string };
  /** Only of issues. */
  title?: string;
  state?: string;
  state_reason?: string;
  labels?: { name: string }[];
  pull_request?: object;
}

/** What the repository has by now. */
export interface State {
  /** Whom the token writes as. */
  login: string;
  /** Comments by number of their issue or pull request. */
  comments: Record<number, Entry[]>;
  issues: Entry[];
  /** Whether the token may write. */
  canWrite: boolean;
  next: () => number;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Asked {
  /** Numbers in the path, in their order. */
  numbers: number[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export const token = 'ghs_secretOfTheRun0123456789';

/** What there is of GitHub's REST interface; anything else is unexpected. */
const routes: [RegExp, (state: State, asked: Asked) => Answer][] = [
  [/^POST \/graphql$/, ({ login }) => ({ status: 200, body: { data: { viewer: { login } } } })],
  [/^GET \/repos\/team\/shop\/issues\/(\d+)\/comments$/, listComments],
  [/^POST \/repos\/team\/shop\/issues\/(\d+)\/comments$/, addComment],
  [/^PATCH \/repos\/team\/shop\/issues\/comments\/(\d+)$/, editComment],
  [/^DELETE \/repos\/team\/shop\/issues\/comments\/(\d+)$/, deleteComment],
  [/^GET \/repos\/team\/shop\/issues$/, listIssues],
  [/^POST \/repos\/team\/shop\/issues$/, addIssue],
  [/^PATCH \/repos\/team\/shop\/issues\/(\d+)$/, editIssue],
];

const forbidden: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } };
const tooLong: Answer = {
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ message: 'body is too long (maximum is 65536 characters)' }],
  },
};

/** GitHub's REST interface on loopback, with a state, as far as the commands use it. */
export async function startGitHub() {
  let last = 0;
  const state: State = {
    ...{ login: 'github-actions[bot]', comments: {}, issues: [], canWrite: true },
    next: () => (last += 1),
  };
  /** Every request, as `METHOD path`. */
  const asked: string[] = [];
  const unexpected: string[] = [];
  /** Faults that the next requests get in place of their answer; one may wait for a request of its own. */
  const faults: (Answer & { on?: RegExp })[] = [];

  const answerTo = (request: IncomingMessage, body: string): Answer => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://github.test');
    const line = `${request.method ?? ''} ${pathname}`;
    asked.push(line);
    const index = faults.findIndex(({ on = /^/ }) => on.test(line));
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault) return fault;
    if (request.headers.authorization !== `token ${token}`)
      return { status: 401, body: { message: 'Bad credentials' } };
    const [pattern, handle] = routes.find(([each]) => each.test(line)) ?? [];
    if (!pattern || !handle) {
      unexpected.push(line);
      return { status: 404, body: { message: 'Not Found' } };
    }
    const isWrite = request.method !== 'GET' && pathname !== '/graphql';
    if (isWrite && !state.canWrite) return forbidden;
    const sent = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
    if (typeof sent['body'] === 'string' && sent['body'].length > 65_536) return tooLong;
    const numbers = (pattern.exec(line) ?? []).slice(1).map(Number);
    return handle(state, { numbers, query, body: sent });
  };

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      send(response, answerTo(request, body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, state, asked, unexpected, faults },
    /** Requests that change something. */
    writes: () => asked.filter((line) => !line.startsWith('GET ') && line !== 'POST /graphql'),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type GitHubServer = Awaited<ReturnType<typeof startGitHub>>;

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** One page of a list, with the header that names the next one. */
export function page(all: unknown[], path: string, query: URLSearchParams): Answer {
  const size = Number(query.get('per_page') ?? 30);
  const number = Number(query.get('page') ?? 1);
  const next = new URLSearchParams(query);
  next.set('page', String(number + 1));
  const hasNext = all.length > number * size;
  return {
    status: 200,
    body: all.slice((number - 1) * size, number * size),
    // Relative addresses are resolved by the client against its base.
    ...(hasNext && { headers: { link: `<${path}?${next.toString()}>; rel="next"` } }),
  };
}
