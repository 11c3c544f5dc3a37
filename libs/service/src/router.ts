import { HttpProblem } from '@prod-e/problems';
import type { Handler, ServiceContext } from './context.ts';
import { compilePattern, type Pattern } from './pattern.ts';

interface Route {
  pattern: Pattern;
  handlers: Map<string, Handler>;
  /** The value of the `Allow` header. */
  allow: string;
}

export interface Router {
  add(method: string, pattern: string, handler: Handler): void;
  /** The handler of a request. @throws HttpProblem 404, or 405 with what is allowed */
  resolve(ctx: ServiceContext): Handler;
  /** Every route: pattern and methods. */
  routes(): { pattern: string; methods: string[] }[];
}

/** Finds the handler of a request and leaves the route's pattern on the context, for metrics and logs. */
export function createRouter(): Router {
  const fixed = new Map<string, Route>();
  const patterned: Route[] = [];

  const find = (ctx: ServiceContext): Route | undefined => {
    const route = fixed.get(ctx.visit.path);
    if (route) return route;
    for (const candidate of patterned) {
      const params = candidate.pattern.match(ctx.visit.path);
      if (params === undefined) continue;
      ctx.visit.params = params;
      return candidate;
    }
    return undefined;
  };

  return {
    add(method, text, handler) {
      const known = fixed.get(text) ?? patterned.find(({ pattern }) => pattern.text === text);
      const route = known ?? {
        pattern: compilePattern(text),
        handlers: new Map<string, Handler>(),
        allow: '',
      };
      if (route.handlers.has(method)) throw new Error(`two handlers for ${method} ${text}`);
      route.handlers.set(method, handler);
      if (method === 'GET') route.handlers.set('HEAD', handler);
      route.allow = [...route.handlers.keys(), 'OPTIONS'].join(', ');
      if (known) return;
      if (route.pattern.fixed) fixed.set(text, route);
      else patterned.push(route);
    },
    resolve(ctx) {
      const route = find(ctx);
      if (route === undefined) throw notFound();
      ctx.visit.route = route.pattern.text;
      return route.handlers.get(ctx.visit.method) ?? withoutHandler(ctx.visit.method, route);
    },
    routes: () =>
      [...fixed.values(), ...patterned].map(({ pattern, handlers }) => ({
        pattern: pattern.text,
        methods: [...handlers.keys()],
      })),
  };
}

function withoutHandler(method: string, { allow }: Route): Handler {
  if (method !== 'OPTIONS') {
    throw new HttpProblem(405, `this path takes ${allow}`, { headers: { Allow: allow } });
  }
  return (ctx) => {
    ctx.status = 204;
    ctx.set('Allow', allow);
  };
}

export function notFound(): HttpProblem {
  return new HttpProblem(404, 'there is nothing at this path');
}
