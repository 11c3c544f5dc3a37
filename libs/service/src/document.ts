import { createHash } from 'node:crypto';
import type { Handler } from './context.ts';

/**
 * A handler for JSON that is the same for as long as the process lives: written once, at its first request,
 * with an ETag, so that whoever has it already gets 304.
 */
export function document(make: () => unknown): Handler {
  let made: { text: string; etag: string } | undefined;
  return (ctx) => {
    made ??= withTag(JSON.stringify(make()));
    ctx.status = 200;
    ctx.set('ETag', made.etag);
    ctx.set('Cache-Control', 'no-cache'); // ask each time, and be told 304
    if (ctx.req.headers['if-none-match'] !== undefined && ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'application/json';
    ctx.body = made.text;
  };
}

function withTag(text: string): { text: string; etag: string } {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
