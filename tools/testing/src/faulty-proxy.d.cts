import type { IncomingHttpHeaders } from 'node:http';

/** What goes wrong, and with which requests. */
export type Fault = {
  /** Of every method unless told. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Matched with the path, without the query. Of every path unless told. */
  path?: RegExp;
  /** With so many requests, and then no more. For ever unless told. */
  times?: number;
} & (
  | { /** The connection is closed without an answer. */ refuse: true }
  | { /** Passed on, but only after a while. */ delayMilliseconds: number }
  | {
      /** Answered with this and not passed on. */ status: number;
      headers?: Record<string, string>;
      /** A text, or a value as JSON. */
      body?: unknown;
    }
  | { /** The connection is closed before the request's body is longer than this. */ cutRequestAfter: number }
  | { /** The same with the answer's body. */ cutResponseAfter: number }
);

export interface FaultyProxy {
  /** `127.0.0.1:…` */
  host: string;
  url: string;
  /** Every request that came since the last `heal`, whatever became of it. */
  requests: { method: string; url: string; headers: IncomingHttpHeaders }[];
  /** How many of them have this method, and a path and query like this. */
  count: (method: string, path?: RegExp) => number;
  /** From now on these go wrong and nothing else does; the first that applies to a request is taken. */
  fail: (...faults: Fault[]) => void;
  /** From now on nothing goes wrong, and requests are counted from none. */
  heal: () => void;
  stop: () => Promise<void>;
}

/**
 * Stands in front of an HTTP server at a free port of loopback, and lets go wrong what a test asks for. The `Host`
 * header is passed on as it came, so that what the server says of its own address leads through here again.
 *
 * @param upstream the server's host and port, or its URL
 */
export function startFaultyProxy(upstream: string): Promise<FaultyProxy>;
