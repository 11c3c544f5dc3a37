import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cannotListen } from './cannot-listen.ts';

/** What a client may take, in milliseconds. */
export interface Timeouts {
  /** For its whole request to arrive. */
  request: number;
  /** For the head of its request to arrive. */
  headers: number;
  /** Between two requests of a connection; above that of the load balancer in front, which must be the one to close. */
  keepAlive: number;
}

export interface DrainOptions {
  /** How long new connections are still taken, so that whoever routes here sees the readiness fail first; ms. */
  noticeMs?: number;
  /** When requests in flight are given up, counted from the start of the drain; ms. */
  deadlineMs: number;
}

export interface HttpServer {
  /** How many requests are being answered now. */
  readonly inFlight: number;
  /** @returns its URL. @throws UserError if the port is taken or not permitted */
  listen(port: number, host: string): Promise<string>;
  /** Takes no more connections, lets requests finish. @returns whether all of them did before the deadline */
  drain(options: DrainOptions): Promise<boolean>;
}

export interface HttpServerOptions {
  timeouts: Timeouts;
  /** Answers what could not be parsed as a request; Node's own answer unless given. */
  onClientError?: (error: NodeJS.ErrnoException, socket: Socket) => void;
}

/** How long clients get to close their side after the last response, before it is done for them; ms. */
const closingMs = 100;

/** An HTTP server with its timeouts set, that knows what is in flight and can be drained. */
export function createHttpServer(
  handle: RequestListener,
  { timeouts, onClientError }: HttpServerOptions,
): HttpServer {
  const open = new Set<ServerResponse>();
  let draining = false;
  let onIdle: (() => void) | undefined;

  const server = createServer(
    {
      requestTimeout: timeouts.request,
      headersTimeout: timeouts.headers,
      keepAliveTimeout: timeouts.keepAlive,
      // Node looks at its timeouts this often; its own 30 s would make a 5 s timeout a 35 s one.
      connectionsCheckingInterval: Math.max(100, Math.min(timeouts.headers / 2, 5000)),
    },
    (request, response) => {
      open.add(response);
      response.on('close', () => {
        open.delete(response);
        if (draining && open.size === 0) onIdle?.();
      });
      if (draining) response.setHeader('Connection', 'close');
      handle(request, response);
    },
  );
  if (onClientError) server.on('clientError', onClientError);

  return {
    get inFlight() {
      return open.size;
    },
    listen: (port, host) => listen(server, port, host),
    async drain({ noticeMs = 0, deadlineMs }) {
      draining = true;
      // What is in flight began before the drain and must say as well that its connection ends with it.
      for (const response of open) if (!response.headersSent) response.setHeader('Connection', 'close');
      const deadline = performance.now() + deadlineMs;
      if (noticeMs > 0) await sleep(Math.min(noticeMs, deadlineMs));
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      ); // closes idle connections too
      const idle = new Promise<void>((resolve) => (onIdle = resolve));
      if (open.size > 0) await Promise.race([idle, sleep(Math.max(0, deadline - performance.now()))]);
      const finished = open.size === 0;
      if (finished) await Promise.race([closed, sleep(closingMs)]);
      server.closeAllConnections();
      return finished;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(cannotListen(error, port, host));
    });
    server.listen(port, host, () => {
      const { address, family, port: actual } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`);
    });
  });
}
