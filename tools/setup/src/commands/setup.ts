import { exitCode } from '@prod-e/errors';
import { adviceFor, describeProblem, missingFor, setUp } from '../set-up.ts';
import type { Prerequisite } from '../prerequisites/index.ts';
import type { System } from '../system.ts';

/** `npm run setup`: brings the machine up for every command. */
export async function setup(system: System, baseImages: () => Promise<void>): Promise<number> {
  const problems = await setUp(system, ['up', 'test']);
  for (const problem of problems) system.say(describeProblem(problem));
  if (problems.length > 0) return exitCode.failed;
  await baseImages();
  system.say('set-up: nothing is missing');
  return 0;
}

function nextFor(system: System, missing: Prerequisite): string {
  if (missing.bring) return 'npm run setup';
  const advice = adviceFor(system, missing);
  return missing.packages.length > 0 ? `npm run setup, or: ${advice}` : advice;
}

/** `npm run setup -- --check`: only reports. */
export async function check(system: System): Promise<number> {
  const missing = await missingFor(system, ['up', 'test']);
  for (const one of missing) {
    system.say(describeProblem({ ...one, next: nextFor(system, one) }));
  }
  if (missing.length === 0) system.say('set-up: nothing is missing');
  return missing.length === 0 ? 0 : exitCode.failed;
}
