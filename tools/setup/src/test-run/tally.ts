import { none, one, sum, type Count } from './count.ts';
import type { NxReport } from './nx-report.ts';

export interface Task {
  /** `project:target`. */
  id: string;
  target: string;
  /** The project's folder. */
  root: string;
}

/** The targets that run test suites, whose counts are in files; of every other target a task is one check. */
const suites = ['test', 'e2e'];

/**
 * The count of a run of Nx.
 *
 * @param requested the targets that were asked for; tasks that these depend on count only when they fail
 * @param resultsOf the count that a project's suite left behind, if it came that far
 */
export function tally(
  tasks: readonly Task[],
  requested: readonly string[],
  { failed, notRun }: NxReport,
  resultsOf: (root: string) => Count | undefined,
): Count {
  return sum(
    tasks.map(({ id, target, root }) => {
      if (notRun.has(id)) return one('skipped');
      if (suites.includes(target)) return suiteCount(resultsOf(root), failed.has(id));
      if (failed.has(id)) return one('failed');
      return requested.includes(target) ? one('passed') : none;
    }),
  );
}

function suiteCount(results: Count | undefined, failed: boolean): Count {
  if (!results) return one(failed ? 'failed' : 'passed');
  // Every test passed and the suite failed all the same: its coverage is under the threshold.
  return failed && results.failed === 0 ? sum([results, one('failed')]) : results;
}
