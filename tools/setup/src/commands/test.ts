import { describeError, exitCode } from '@prod-e/errors';
import { describeProblem, setUp } from '../set-up.ts';
import type { System } from '../system.ts';
import { checks, countCheck } from '../test-run/checks.ts';
import { closingLine, none, one, sum, type Count } from '../test-run/count.ts';
import { runTargets } from '../test-run/run-targets.ts';

/**
 * `npm test`: sets the machine up and runs every check and every suite, all of them even when one fails,
 * so that one run shows everything. The last line is the sum.
 */
export async function test(system: System, baseImages: () => Promise<void>): Promise<number> {
  const counts: Count[] = await countSetUp(system, baseImages);
  for (const check of checks) counts.push(await countCheck(system, check));

  // Nx's own daemon would outlive the run, on a machine that is thrown away.
  const env: Record<string, string> = isCi(system) ? { NX_DAEMON: 'false' } : {};
  counts.push(await runTargets(system, ['lint', 'typecheck', 'test'], 2, env));
  // They deploy to this machine’s engine: alone, two files at a time.
  counts.push(await runTargets(system, ['e2e'], 1, env));

  const total = sum(counts);
  system.say(closingLine(total));
  return total.failed === 0 ? 0 : exitCode.failed;
}

/** What is missing makes tests skip themselves; in CI, where nobody would see that, it is a failure. */
async function countSetUp(system: System, baseImages: () => Promise<void>): Promise<Count[]> {
  const problems = await setUp(system, ['test']);
  for (const problem of problems) system.say(describeProblem(problem));
  if (problems.length > 0) return problems.map(() => one(isCi(system) ? 'failed' : 'skipped'));
  try {
    await baseImages();
    return [none];
  } catch (error) {
    system.say(describeError(error));
    return [one('failed')];
  }
}

function isCi(system: System): boolean {
  return system.env['CI'] === 'true';
}
