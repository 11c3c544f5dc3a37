import type Koa from 'koa';
import { toProblem } from './to-problem.ts';

/** Told of each error that is answered with 5xx, or that came too late to be answered: it belongs in the log. */
export type Report = (error: unknown, context: Koa.Context) => void;

/**
 * Makes every error of a Koa app an `application/problem+json` response: what middleware throws, what a streamed
 * body throws, and what the router refuses. It replaces Koa's own last resort, so it costs nothing until it is needed.
 */
export function sendProblems(app: Koa, report: Report): void {
  const failed = new WeakSet<Koa.Context>();
  app.context.onerror = function onerror(this: Koa.Context, error: unknown): void {
    // Koa calls this at the end of every response; without an error there is nothing to do.
    if (error === null || error === undefined) return;
    if (this.headerSent || !this.writable) {
      // A body that fails on its way is told here by its stream, and again by its response.
      if (failed.has(this)) return;
      failed.add(this);
      report(error, this);
      this.res.destroy();
      return;
    }
    const { body, headers } = toProblem(error, (this as { requestId?: string }).requestId);
    if (body.status >= 500 && !isExpected(error)) report(error, this);
    const text = JSON.stringify(body);
    for (const name of describesBody) this.res.removeHeader(name);
    this.res.statusCode = body.status;
    for (const [name, value] of Object.entries(headers)) this.res.setHeader(name, value);
    this.res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    this.res.setHeader('Cache-Control', 'no-store');
    this.res.setHeader('Content-Length', Buffer.byteLength(text));
    this.res.end(text);
  };
}

/** Headers of the body that was on its way when the error came. */
const describesBody = ['Content-Encoding', 'Content-Range', 'ETag', 'Last-Modified', 'Transfer-Encoding'];

/** Being overloaded or draining is said on purpose, many times a second: no fault to report one by one. */
function isExpected(error: unknown): boolean {
  return (error as { status?: unknown }).status === 503 && (error as { expose?: unknown }).expose === true;
}
