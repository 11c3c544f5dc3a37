import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { drainServer, type DrainOptions } from './drain.ts';
import { listen } from './listen.ts';
import { responseWith, type FlatHeaders, type TrackedResponse } from './tracked-response.ts';

/** What a client may take, in milliseconds. */
export interface Timeouts {
  /** For its whole request to arrive. */
  request: number;
  /** For the head of its request to arrive. */
  headers: number;
  /** Between two requests of a connection; above that of the load balancer in front, which must be the one to close. */
  keepAlive: number;
}

export interface HttpServerOptions<Note> {
  timeouts: Timeouts;
  handle: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** When a request begins: what to remember of it. */
  begin: (request: IncomingMessage) => Note;
  /** What the head of each response carries, unless it says otherwise itself. */
  commonHeaders: (note: Note) => FlatHeaders;
  /** When its response was sent, or its client has left. */
  end: (note: Note, response: ServerResponse) => void;
  /** Answers what could not be parsed as a request; Node's own answer unless given. */
  onClientError?: (error: NodeJS.ErrnoException, socket: Socket) => void;
}

export interface HttpServer {
  /** How many requests are being answered now. */
  readonly inFlight: number;
  /** @returns its URL. @throws UserError if the port is taken or not permitted */
  listen(port: number, host: string): Promise<string>;
  /** Takes no more connections, lets requests finish. @returns whether all of them did before the deadline */
  drain(options: DrainOptions): Promise<boolean>;
}

/** An HTTP server with its timeouts set, that knows what is in flight and can be drained. */
export function createHttpServer<Note>(options: HttpServerOptions<Note>): HttpServer {
  const { timeouts, handle, begin, commonHeaders, end, onClientError } = options;
  let inFlight = 0;
  let draining = false;
  let onIdle: () => void = () => undefined;

  const headers = (response: ServerResponse): FlatHeaders => {
    const common = commonHeaders((response as TrackedResponse<Note>).note);
    return draining ? [...common, 'Connection', 'close'] : common;
  };

  function over(this: TrackedResponse<Note>): void {
    inFlight -= 1;
    end(this.note, this);
    if (draining && inFlight === 0) onIdle();
  }

  const server = createServer(
    {
      ServerResponse: responseWith(headers),
      requestTimeout: timeouts.request,
      headersTimeout: timeouts.headers,
      keepAliveTimeout: timeouts.keepAlive,
      // Node looks at its timeouts this often; its own 30 s would make a timeout of 5 s one of 35.
      connectionsCheckingInterval: Math.max(100, Math.min(timeouts.headers / 2, 5000)),
    },
    (request, response) => {
      inFlight += 1;
      (response as TrackedResponse<Note>).note = begin(request);
      response.on('close', over);
      handle(request, response);
    },
  );
  if (onClientError) server.on('clientError', onClientError);

  return {
    get inFlight() {
      return inFlight;
    },
    listen: (port, host) => listen(server, port, host),
    drain(drainOptions) {
      draining = true;
      const idle = new Promise<void>((resolve) => {
        onIdle = resolve;
        if (inFlight === 0) resolve();
      });
      return drainServer(server, idle, drainOptions);
    },
  };
}
