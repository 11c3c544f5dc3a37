export interface SmokeOptions {
  /** Base URL of the Prometheus to prove. */
  url: string;
  /** The end of the deployment's last change: scrapes before it prove nothing. */
  since: Date;
  timeoutMs: number;
}

/**
 * The smoke test's options from the environment: `SMOKE_URL`, `SMOKE_SINCE` (ISO 8601), `SMOKE_TIMEOUT_SECONDS` (60).
 *
 * @throws Error that lists every variable that is missing or malformed
 */
export function readOptions(env: NodeJS.ProcessEnv): SmokeOptions {
  const url = env['SMOKE_URL'] ?? '';
  const since = new Date(env['SMOKE_SINCE'] ?? '');
  const seconds = Number(env['SMOKE_TIMEOUT_SECONDS'] ?? 60);

  const problems = [
    !/^https?:$/.test(URL.parse(url)?.protocol ?? '') && 'SMOKE_URL must be the base URL of Prometheus',
    Number.isNaN(since.getTime()) && 'SMOKE_SINCE must be a time such as 2026-01-31T12:00:00Z',
    !(seconds > 0 && seconds < Infinity) && 'SMOKE_TIMEOUT_SECONDS must be a number above 0',
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new Error(problems.join('; '));

  return { url: url.replace(/\/+$/, ''), since, timeoutMs: seconds * 1000 };
}
