import { runCheck, type Check, type CheckResult } from './check.ts';

export interface HealthOptions {
  /** One check per dependency, by name. */
  checks?: Readonly<Record<string, Check>>;
  /** The longest that a check may take, in milliseconds. */
  timeoutMs?: number;
  /** How long a result stands, in milliseconds: probes come from several sides at once. */
  cacheMs?: number;
}

/** What a readiness probe says. */
export interface Readiness {
  status: 'ready' | 'draining' | 'not ready';
  checks: Record<string, CheckResult>;
}

export interface Health {
  /** Alive is whoever can answer: a dependency that is down is no reason to be restarted. */
  live(): { status: 'live' };
  ready(): Promise<Readiness>;
  /** From now on not ready, whatever the checks say. */
  drain(): void;
  readonly draining: boolean;
}

/**
 * Liveness and readiness of a service.
 *
 * @example
 * const health = createHealth({ checks: { database: (signal) => database.ping({ signal }) } });
 */
export function createHealth({ checks = {}, timeoutMs = 1000, cacheMs = 1000 }: HealthOptions = {}): Health {
  let draining = false;
  let cached: { until: number; results: Promise<Record<string, CheckResult>> } | undefined;

  const results = (): Promise<Record<string, CheckResult>> => {
    const now = performance.now();
    // The running round is shared as well: its end is counted from its start.
    if (!cached || now >= cached.until) cached = { until: now + cacheMs, results: runAll(checks, timeoutMs) };
    return cached.results;
  };

  const health: Health = {
    live: () => ({ status: 'live' }),
    async ready() {
      // Not even a slow check may hold this answer up: it is what takes the service out of rotation.
      if (draining) return { status: 'draining', checks: {} };
      const found = await results();
      if (health.draining) return { status: 'draining', checks: found };
      const up = Object.values(found).every(({ status }) => status === 'up');
      return { status: up ? 'ready' : 'not ready', checks: found };
    },
    drain() {
      draining = true;
    },
    get draining() {
      return draining;
    },
  };
  return health;
}

async function runAll(
  checks: Readonly<Record<string, Check>>,
  timeoutMs: number,
): Promise<Record<string, CheckResult>> {
  const found = Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, timeoutMs)]);
  return Object.fromEntries(await Promise.all(found)) as Record<string, CheckResult>;
}
