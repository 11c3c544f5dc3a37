import { HttpProblem } from '@prod-e/problems';
import type { Guard } from './context.ts';

/**
 * Refuses requests beyond a number in flight, before they cost anything: late answers to all are worse than
 * quick ones to some. Probes pass, or being busy would look like being dead.
 */
export function shed(limit: number, inFlight: () => number, probes: ReadonlySet<string>): Guard {
  return (ctx) => {
    if (inFlight() <= limit || probes.has(ctx.visit.path)) return;
    throw new HttpProblem(503, 'more requests than can be answered now', { headers: { 'Retry-After': '1' } });
  };
}

/** Refuses a body that says it is too long; one that doesn't say is counted while it is read. */
export const limitBody: Guard = (ctx) => {
  const length = ctx.req.headers['content-length'];
  if (length !== undefined && Number(length) > ctx.bodyLimit) throw tooLong(ctx.bodyLimit);
};

/** The connection ends with it: what is left of the body is not worth reading. */
export function tooLong(limit: number): HttpProblem {
  return new HttpProblem(413, `the body must not be over ${limit} bytes`, {
    headers: { Connection: 'close' },
  });
}
