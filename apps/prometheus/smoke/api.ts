/** An answer that takes longer is asked for again: a proxy in front of a starting service may never answer. */
const requestTimeoutMs = 3000;

/** One rule as `/api/v1/rules` reports it. `health` is `unknown` until its first evaluation. */
export interface LoadedRule {
  name: string;
  type: 'alerting' | 'recording';
  health: 'ok' | 'err' | 'unknown';
  lastError?: string;
}

export interface LoadedGroup {
  name: string;
  file: string;
  rules: LoadedRule[];
}

/** One target as `/api/v1/targets` reports it. `lastScrape` is year 1 until the first scrape. */
export interface ActiveTarget {
  scrapePool: string;
  scrapeUrl: string;
  health: 'up' | 'down' | 'unknown';
  lastError: string;
  lastScrape: string;
}

/**
 * GETs `url`.
 *
 * @throws Error that names the URL and why there is no answer, or none with status 200
 */
export async function get(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs) }).catch(
    (error: unknown) => {
      throw new Error(`${url}: ${reasonOf(error)}`, { cause: error });
    },
  );
  if (response.status === 200) return response;
  throw new Error(`${url}: ${response.status} ${await response.text()}`.trim());
}

/** The `data` of an answer of Prometheus's HTTP API. */
export async function query<T>(url: string): Promise<T> {
  const response = await get(url);
  const { data } = (await response.json()) as { data: T };
  return data;
}

/** `fetch` says "fetch failed"; the reason is one level below. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { message?: string }; message?: string };
  return cause?.message ?? message ?? String(error);
}
