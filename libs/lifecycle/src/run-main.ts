import { describeError, exitCodeOf } from '@prod-e/errors';

/** Runs a program: what it throws is printed once, for a person, and becomes its exit code. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
