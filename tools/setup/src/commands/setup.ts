import { exitCode } from '@prod-e/errors';
import { adviceFor, describeProblem, missingFor, setUp } from '../set-up.ts';
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

/** `npm run setup -- --check`: only reports. */
export async function check(system: System): Promise<number> {
  const missing = await missingFor(system, ['up', 'test']);
  for (const one of missing) {
    const next = one.packages.length > 0 ? `npm run setup, or: ${adviceFor(system, one)}` : one.advice;
    system.say(describeProblem({ ...one, next }));
  }
  if (missing.length === 0) system.say('set-up: nothing is missing');
  return missing.length === 0 ? 0 : exitCode.failed;
}
