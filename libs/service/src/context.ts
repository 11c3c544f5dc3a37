import type { TrackedResponse } from '@prod-e/lifecycle';
import type Koa from 'koa';

/** What is remembered of a request while it is answered, for its log line and its metrics. */
export interface Visit {
  readonly requestId: string;
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** From `performance.now()`. */
  readonly start: number;
  /** The pattern that matched, such as `/orders/:id`. */
  route: string;
  /** What stood in the path for each `:name` of the pattern. */
  params: Readonly<Record<string, string>>;
}

/** Koa's context, and what this library knows of the request. */
export interface ServiceContext extends Koa.Context {
  readonly visit: Visit;
  readonly params: Visit['params'];
  readonly requestId: string;
  /** The longest body that is read, in bytes. */
  readonly bodyLimit: number;
}

/** Answers a request: sets `ctx.body`, or throws a problem. */
export type Handler = (ctx: ServiceContext) => unknown;

/** Looks at a request before its handler: throws a problem to refuse it. */
export type Guard = (ctx: ServiceContext) => void;

/** Gives the contexts of an app what {@link ServiceContext} says: read where it is kept, so that no request pays for it. */
export function extendContext(app: Koa, bodyLimit: number): void {
  const define = (name: keyof ServiceContext, read: (visit: Visit) => unknown): void => {
    Object.defineProperty(app.context, name, {
      get(this: Koa.Context) {
        return read((this.res as TrackedResponse<Visit>).note);
      },
    });
  };
  define('visit', (visit) => visit);
  define('params', (visit) => visit.params);
  define('requestId', (visit) => visit.requestId);
  define('bodyLimit', () => bodyLimit);
}
