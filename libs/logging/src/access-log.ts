import type { Log } from './logger.ts';

/** One request, when it is over. */
export interface AccessEntry {
  requestId: string;
  method: string;
  /** The pattern that matched, such as `/orders/:id`. */
  route: string;
  /** The path without its query, which may hold what nobody should read. */
  path: string;
  status: number;
  seconds: number;
}

/** Nothing that could end a JSON string or break a line: printable ASCII without quote and backslash. */
const plain = /^[ !#-[\]-~]*$/;

const quote = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * Writes one line per request. The line is put together by hand, in pino's format: five known fields need
 * neither redaction nor a serializer, and this is the one log call that is made for every request.
 */
export function createAccessLog({ logger, sink, fields }: Log): (entry: AccessEntry) => void {
  const constant = JSON.stringify(fields).slice(1, -1);
  const info = `{"level":${logger.levels.values['info'] ?? 30},"time":`;
  const error = `{"level":${logger.levels.values['error'] ?? 50},"time":`;
  return ({ requestId, method, route, path, status, seconds }) => {
    const failed = status >= 500;
    if (!logger.isLevelEnabled(failed ? 'error' : 'info')) return;
    const duration = Math.round(seconds * 1e6) / 1e3;
    sink.write(
      `${failed ? error : info}${Date.now()},${constant},"requestId":${quote(requestId)},"method":"${method}",` +
        `"route":${quote(route)},"path":${quote(path)},"status":${status},"durationMs":${duration},"msg":"request"}\n`,
    );
  };
}
