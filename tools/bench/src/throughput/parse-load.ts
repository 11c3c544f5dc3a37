/** What a load generator saw. */
export interface Sample {
  requestsPerSecond: number;
  /** Answers in all. */
  requests: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** @throws Error when any answer was not 2xx or 3xx, or a connection failed */
export function parseWrk(printed: string, url: string): Sample {
  const wrong = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(printed);
  if (wrong) throw new Error(`${url}: ${wrong[0]}`);
  return {
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(printed)?.[1]),
    requests: Number(/(\d+) requests in/.exec(printed)?.[1]),
    p50: milliseconds(/50%\s+(\S+)/.exec(printed)?.[1]),
    p99: milliseconds(/99%\s+(\S+)/.exec(printed)?.[1]),
  };
}

function milliseconds(text = ''): number {
  const unit = /[a-z]+$/.exec(text)?.[0] ?? '';
  return parseFloat(text) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? NaN);
}

interface AutocannonResult {
  requests: { average: number; total: number };
  latency: { p50: number; p99: number };
  errors: number;
  non2xx: number;
}

/** @throws Error when any answer was not 2xx, or a connection failed */
export function parseAutocannon(printed: string, url: string): Sample {
  const { requests, latency, errors, non2xx } = JSON.parse(printed) as AutocannonResult;
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors + non2xx} failed`);
  return {
    requestsPerSecond: requests.average,
    requests: requests.total,
    p50: latency.p50,
    p99: latency.p99,
  };
}
