import type { ActiveTarget } from './api.ts';

/** What stands against "every job has a target, and every target was up when scraped after `since`". */
export function problemsOfTargets(jobs: string[], targets: ActiveTarget[], since: Date): string[] {
  const missing = jobs.filter((job) => !targets.some((target) => target.scrapePool === job));
  return [
    ...missing.map((job) => `job ${job}: no target found; does its name resolve?`),
    ...targets.flatMap((target) => {
      const problem = problemOf(target, since);
      return problem === undefined ? [] : [`target ${target.scrapeUrl} of ${target.scrapePool}: ${problem}`];
    }),
  ];
}

function problemOf(target: ActiveTarget, since: Date): string | undefined {
  if (target.health === 'down') return target.lastError;
  if (target.health === 'unknown') return 'not scraped yet';
  return new Date(target.lastScrape) > since ? undefined : `not scraped since ${since.toISOString()}`;
}
