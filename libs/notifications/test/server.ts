import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestServer {
  /** `http://127.0.0.1:…` */
  url: string;
  received: Received[];
  stop: () => Promise<void>;
}

type Answer = (response: ServerResponse, request: Received) => void;

/**
 * A web server of loopback.
 *
 * @param answers to the first request, the second and so on; the last one to all that follow
 */
export async function startServer(...answers: Answer[]): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const last = { method, path, headers, body: Buffer.concat(chunks).toString() };
      received.push(last);
      answers[Math.min(received.length, answers.length) - 1]?.(response, last);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** An answer with a status, and perhaps headers and a body. */
export const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

/** Ends the connection in the middle of a request. */
export const cut: Answer = (response) => {
  response.destroy();
};

/** Never answers. */
export const hang: Answer = () => undefined;

/** Starts an answer with a status that never ends. */
export const endless =
  (status: number): Answer =>
  (response) => {
    response.writeHead(status).write('so far');
  };
