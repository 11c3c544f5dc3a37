import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenServer {
  /** What a registry names as its realm. */
  realm: string;
  /** What it was asked: query, and who asked. */
  asked: { scopes: string[]; service: string | null; authorization: string | undefined }[];
  /** What it answers: a token of this name, or a status. */
  answer: string | number;
  stop: () => Promise<void>;
}

/** Gives tokens to whoever comes, as the server that a registry's `WWW-Authenticate` points to. */
export async function startTokenServer(): Promise<TokenServer> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://token');
    const { authorization } = request.headers;
    tokens.asked.push({
      scopes: searchParams.getAll('scope'),
      service: searchParams.get('service'),
      authorization,
    });
    const { answer } = tokens;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200).end(JSON.stringify({ token: answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tokens: TokenServer = {
    realm: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked: [],
    answer: 'a-token',
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return tokens;
}
