import type Koa from 'koa';

/** Koa's context, and what this library knows of the request. */
export interface ServiceContext extends Koa.Context {
  requestId: string;
  /** The path, without its query. */
  requestPath: string;
  /** The pattern that matched, such as `/orders/:id`. */
  route: string;
  /** What stood in the path for each `:name` of the pattern. */
  params: Readonly<Record<string, string>>;
  /** The longest body that is read, in bytes. */
  bodyLimit: number;
}

/** Answers a request: sets `ctx.body`, or throws a problem. */
export type Handler = (ctx: ServiceContext) => unknown;

/** One step before the handler. It ends in `return next()` or throws. */
export type Step = (ctx: ServiceContext, next: Koa.Next) => Promise<unknown>;
