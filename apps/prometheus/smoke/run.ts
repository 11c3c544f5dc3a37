import { setTimeout as sleep } from 'node:timers/promises';
import { type ActiveTarget, get, type LoadedGroup, query } from './api.ts';
import type { SmokeOptions } from './options.ts';
import { problemsOfRules } from './rules.ts';
import type { Shipped } from './shipped.ts';
import { problemsOfTargets } from './targets.ts';

const pollMs = 250;

/** One thing to prove: what it is called, and what stands against it now. */
interface Check {
  name: string;
  problems(): Promise<string[]>;
}

/**
 * Proves a running Prometheus: ready, its rules loaded and evaluated, its targets up. Each is asked again until it holds
 * or the time is up.
 *
 * @param print takes one line per check, `ok …` or `failed …` with a line for each problem
 * @returns whether everything held
 */
export async function smoke(
  { url, since, timeoutMs }: SmokeOptions,
  shipped: Shipped,
  print: (line: string) => void,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  let passed = true;
  for (const check of checksOf(url, since, shipped)) {
    const problems = await settle(check, deadline);
    print(problems.length === 0 ? `ok ${check.name}` : [`failed ${check.name}`, ...problems].join('\n  '));
    passed &&= problems.length === 0;
  }
  return passed;
}

function checksOf(url: string, since: Date, { jobs, rules }: Shipped): Check[] {
  return [
    {
      name: 'Prometheus is ready',
      problems: () => get(`${url}/-/ready`).then(() => []),
    },
    {
      name: `${rules.length} rules are loaded and evaluated`,
      problems: async () =>
        problemsOfRules(rules, (await query<{ groups: LoadedGroup[] }>(`${url}/api/v1/rules`)).groups),
    },
    {
      name: `targets of ${jobs.join(', ')} are up`,
      problems: async () => {
        const path = '/api/v1/targets?state=active';
        const { activeTargets } = await query<{ activeTargets: ActiveTarget[] }>(url + path);
        return problemsOfTargets(jobs, activeTargets, since);
      },
    },
  ];
}

/** The problems that are left when there are none, or at the deadline. A check is made once, however late it is. */
async function settle(check: Check, deadline: number): Promise<string[]> {
  for (;;) {
    const problems = await check
      .problems()
      .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
    if (problems.length === 0 || Date.now() + pollMs > deadline) return problems;
    await sleep(pollMs);
  }
}
