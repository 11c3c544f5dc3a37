import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { people, refusal, type Answer } from './answers.ts';
import { routes, type Call } from './routes.ts';
import { newWorld, type World } from './world.ts';

export { refusal } from './answers.ts';
export type { World } from './world.ts';

export const token = 'github_pat_11AAAAAAA0secret';

export interface RecordedGitHub {
  /** `http://127.0.0.1:…` */
  url: string;
  world: World;
  /** Requests that change something, as `PUT /actions/permissions`; a path is one below the repository. */
  writes: () => string[];
  /** Forgets which requests were made. */
  forget: () => void;
  /** The body of a request that was made. */
  bodyOf: (request: string) => object | undefined;
  /** Requests that GitHub's description knows and nobody expected, or that came without the token. */
  unexpected: string[];
  /** Answers to a request instead of what is recorded: a list each once, one for ever. `GET ` is the repository itself. */
  answers: Map<string, Answer | Answer[]>;
  stop: () => Promise<void>;
}

const repository = '/repos/acme/prod-e';

/** Besides the repository: whom the names of reviewers stand for. */
const elsewhere: Record<string, object | undefined> = {
  'GET /users/ann': people['User 7'],
  'GET /orgs/acme/teams/sre': people['Team 9'],
};

/** GitHub's REST API of one repository at a free port of loopback, from recorded answers, which keeps what it is told. */
export async function startRecordedGitHub(): Promise<RecordedGitHub> {
  const world = newWorld();
  const calls: Call[] = [];
  const unexpected: string[] = [];
  const answers = new Map<string, Answer | Answer[]>();

  const answer = (call: Call): Answer => {
    const asked = `${call.method} ${call.path.replace(repository, '')}`;
    calls.push({ ...call, path: call.path.replace(repository, '') });
    const script = answers.get(asked);
    const scripted = Array.isArray(script) ? script.shift() : script;
    if (scripted) return scripted;
    const person = elsewhere[`${call.method} ${call.path}`];
    if (person) return { status: 200, body: person };
    for (const [route, handler] of Object.entries(routes)) {
      const groups = pattern(route).exec(asked);
      if (groups) return handler(world, call.body, groups.slice(1));
    }
    if (/^GET \/(users|orgs)\//.test(`${call.method} ${call.path}`)) return refusal.notFound;
    unexpected.push(asked);
    return { status: 501, body: { message: `${asked} is not recorded` } };
  };

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const isOurs = headers.authorization === `token ${token}`;
      const {
        status,
        body: text,
        headers: more,
      } = isOurs ? answer({ method, path: url, body }) : (refusal.badCredentials as Answer);
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...more });
      response.end(text && JSON.stringify(text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ world, unexpected, answers },
    writes: () =>
      calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
    forget: () => {
      calls.length = 0;
    },
    bodyOf: (asked) => calls.find(({ method, path }) => `${method} ${path}` === asked)?.body,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const pattern = (route: string): RegExp =>
  new RegExp(`^${route.replace(/[.?]/g, '\\$&').replaceAll('*', '([^/?]+)')}$`);

async function bodyOf(request: IncomingMessage): Promise<Call['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return (text === '' ? {} : JSON.parse(text)) as Call['body'];
}
