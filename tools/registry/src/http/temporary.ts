import { Temporary } from './patiently.ts';

/** What an HTTP status says about trying again; undefined for one that says nothing. */
export function temporaryStatus(
  status: number,
  retryAfter: string | null | undefined,
): Temporary | undefined {
  if (status !== 429 && status < 500) return undefined;
  const wait = milliseconds(retryAfter);
  const asks = wait === undefined ? '' : ` and asks to wait ${Math.ceil(wait / 1000)} s`;
  return new Temporary(`it answers ${status}${asks}`, wait);
}

/** Of a `Retry-After` header: seconds, or a date. */
function milliseconds(retryAfter: string | null | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = Number(retryAfter);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** What a connection that failed says about trying again; undefined for an error that is of no connection. */
export function temporaryConnection(error: unknown): Temporary | undefined {
  const code = codeOf(error);
  if (code === undefined || code.startsWith('ERR_TLS') || code.includes('CERT')) return undefined;
  return new Temporary(`the connection failed (${code})`);
}

/** The code of an error or of what caused it: fetch wraps it, and so does a host with several addresses. */
function codeOf(error: unknown): string | undefined {
  if (!Error.isError(error)) return undefined;
  const { code, cause, errors } = error as NodeJS.ErrnoException & { errors?: unknown[] };
  return typeof code === 'string' ? code : codeOf(cause ?? errors?.[0]);
}
