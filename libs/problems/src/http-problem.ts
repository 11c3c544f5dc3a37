import { STATUS_CODES } from 'node:http';

/** The body of an `application/problem+json` response: RFC 9457, and the id of the request it answers. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The same as the `X-Request-Id` header: what to quote to whoever reads the logs. */
  requestId?: string;
  [extension: string]: unknown;
}

export interface ProblemOptions {
  /** A URI that names the kind of problem; `about:blank` says that the status says it all. */
  type?: string;
  headers?: Readonly<Record<string, string>>;
  /** More members for the body. */
  extensions?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/**
 * An error for the client: all of it is shown. What the client must not see belongs in `cause`.
 *
 * @example
 * throw new HttpProblem(409, 'the order was shipped already', { type: 'https://example.org/problems/shipped' });
 */
export class HttpProblem extends Error {
  readonly expose = true;
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    detail: string,
    { type = 'about:blank', headers = {}, extensions = {}, cause }: ProblemOptions = {},
  ) {
    super(detail, cause === undefined ? undefined : { cause });
    if (STATUS_CODES[status] === undefined || status < 400) {
      throw new RangeError(`not the status of an error: ${status}`);
    }
    this.name = 'HttpProblem';
    this.status = status;
    this.type = type;
    this.headers = headers;
    this.extensions = extensions;
  }
}
