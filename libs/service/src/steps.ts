import { HttpProblem } from '@prod-e/problems';
import type { Step } from './context.ts';

/** For JSON that no page embeds: nothing may load, frame or sniff it. TLS ends in front of the service, which is told so. */
const securityHeaders = [
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
] as const;

export const secure: Step = (ctx, next) => {
  for (const [name, value] of securityHeaders) ctx.res.setHeader(name, value);
  return next();
};

/**
 * Refuses requests beyond a number in flight, before they cost anything: late answers to all are worse than
 * quick ones to some. Probes pass, or being busy would look like being dead.
 */
export function shed(limit: number, inFlight: () => number, probes: ReadonlySet<string>): Step {
  const overloaded = () =>
    new HttpProblem(503, 'more requests than can be answered now', { headers: { 'Retry-After': '1' } });
  return (ctx, next) => {
    if (inFlight() > limit && !probes.has(ctx.requestPath)) throw overloaded();
    return next();
  };
}

/** Refuses a body that says it is too long; one that doesn't say is counted while it is read. */
export const limitBody: Step = (ctx, next) => {
  const length = ctx.req.headers['content-length'];
  if (length !== undefined && Number(length) > ctx.bodyLimit) throw tooLong(ctx.bodyLimit);
  return next();
};

/** The connection ends with it: what is left of the body is not worth reading. */
export function tooLong(limit: number): HttpProblem {
  return new HttpProblem(413, `the body must not be over ${limit} bytes`, {
    headers: { Connection: 'close' },
  });
}
