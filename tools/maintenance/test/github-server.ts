import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Pull {
  number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  html_url: string;
}

export interface GithubServer {
  url: string;
  /** The pull requests that are open. */
  pulls: Pull[];
  /** `POST /repos/o/r/pulls`, in order. */
  requests: string[];
  authorizations: Set<string | undefined>;
  /** From now on what is written is refused with this. */
  refuseWith: (status: number, message: string) => void;
  stop: () => Promise<void>;
}

/** What GitHub's API answers about pull requests, by its documentation, at a free port of loopback. */
export async function startGithub(): Promise<GithubServer> {
  const pulls: Pull[] = [];
  const requests: string[] = [];
  const authorizations = new Set<string | undefined>();
  let refusal: { status: number; message: string } | undefined;

  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://github');
    const body = (await bodyOf(request)) as Partial<Pull>;
    if (request.method !== 'GET' && refusal) return [refusal.status, { message: refusal.message }];
    if (request.method === 'GET') {
      const [, branch] = searchParams.get('head')?.split(':') ?? [];
      const found = pulls.filter(({ head, base }) => head === branch && base === searchParams.get('base'));
      return [200, found];
    }
    if (request.method === 'POST') {
      const number = pulls.length + 1;
      const made = { ...body, number, html_url: `https://github.com${pathname.slice(6)}/${number}` } as Pull;
      pulls.push(made);
      return [201, made];
    }
    const there = pulls.find(({ number }) => pathname.endsWith(`/pulls/${number}`));
    return there ? [200, Object.assign(there, body)] : [404, { message: 'Not Found' }];
  };

  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url?.split('?')[0] ?? ''}`);
    authorizations.add(request.headers.authorization);
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ pulls, requests, authorizations },
    refuseWith: (status, message) => {
      refusal = { status, message };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}
