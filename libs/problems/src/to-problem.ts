import { STATUS_CODES } from 'node:http';
import { HttpProblem, type ProblemDetails } from './http-problem.ts';

/** What http-errors and Koa's own errors may carry. */
interface ErrorLike {
  status?: unknown;
  statusCode?: unknown;
  expose?: unknown;
  message?: unknown;
  headers?: unknown;
}

export interface Problem {
  body: ProblemDetails;
  headers: Readonly<Record<string, string>>;
}

/** Any thrown value as a problem. Its message is shown only where the error says `expose`: else it may hold anything. */
export function toProblem(error: unknown, requestId: string | undefined): Problem {
  const like: ErrorLike = typeof error === 'object' && error !== null ? error : {};
  const status = statusOf(like);
  return {
    body: {
      ...(error instanceof HttpProblem ? error.extensions : {}),
      type: error instanceof HttpProblem ? error.type : 'about:blank',
      title: STATUS_CODES[status] ?? 'Error',
      status,
      ...(like.expose === true && typeof like.message === 'string' ? { detail: like.message } : {}),
      ...(requestId ? { requestId } : {}),
    },
    headers: headersOf(like),
  };
}

function statusOf({ status, statusCode }: ErrorLike): number {
  const said = status ?? statusCode;
  return typeof said === 'number' && said >= 400 && STATUS_CODES[said] !== undefined ? said : 500;
}

function headersOf({ headers }: ErrorLike): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
