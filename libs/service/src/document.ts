import { createHash } from 'node:crypto';
import type { Handler, ServiceContext } from './context.ts';

/**
 * A handler for JSON that is the same for as long as the process lives: written once, at its first request,
 * with an ETag, so that whoever has it already gets 304.
 */
export function document(make: () => unknown): Handler {
  let made: { text: string; etag: string; head: string[] } | undefined;
  return (ctx) => {
    made ??= write(make());
    if (ctx.req.headers['if-none-match'] !== undefined && isFresh(ctx, made.etag)) return;
    // The head in one list: set one by one, these headers would take Node as long as all the rest of the request.
    ctx.respond = false;
    ctx.res.writeHead(200, made.head).end(made.text);
  };
}

function write(value: unknown) {
  const text = JSON.stringify(value);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const head = [
    ...['Content-Type', 'application/json; charset=utf-8'],
    ...['Content-Length', String(Buffer.byteLength(text))],
    ...['ETag', etag],
    ...['Cache-Control', 'no-cache'], // ask each time, and be told 304
  ];
  return { text, etag, head };
}

/** Answers 304 if the client has it already. */
function isFresh(ctx: ServiceContext, etag: string): boolean {
  ctx.status = 200;
  ctx.set({ ETag: etag, 'Cache-Control': 'no-cache' });
  if (ctx.fresh) ctx.status = 304;
  return ctx.fresh;
}
