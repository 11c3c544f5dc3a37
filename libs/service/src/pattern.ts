import { HttpProblem } from '@prod-e/problems';

export interface Pattern {
  text: string;
  /** Without a parameter: it matches its own text only. */
  fixed: boolean;
  /** The parameters of a path that it matches. @throws HttpProblem (400) where they are not well encoded */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

const shape = /^\/(?:(?::?[\w\-.~]+)(?:\/(?::?[\w\-.~]+))*)?$/;

/**
 * Compiles a route's pattern: fixed segments and `:name`, which stands for one segment that is not empty.
 *
 * @throws Error for anything else, where the route is defined
 */
export function compilePattern(text: string): Pattern {
  if (!shape.test(text)) throw new Error(`not a route: ${JSON.stringify(text)}; such as /orders/:id`);
  const segments = text.split('/');
  return {
    text,
    fixed: !text.includes('/:'),
    match(path) {
      const parts = path.split('/');
      if (parts.length !== segments.length) return undefined;
      const params: Record<string, string> = {};
      for (const [index, segment] of segments.entries()) {
        const part = parts[index] ?? '';
        if (segment.startsWith(':') && part !== '') params[segment.slice(1)] = part;
        else if (segment !== part) return undefined;
      }
      for (const [name, value] of Object.entries(params)) params[name] = decode(value);
      return params;
    },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new HttpProblem(400, 'the path is not well encoded', { cause });
  }
}
