import { describeError, exitCodeOf } from '@prod-e/errors';

/** Runs a program: what it throws is printed once, for a person, and becomes its exit code. */
export function runMain(main: () => Promise<void>): void {
  Promise.try(main).catch((error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = exitCodeOf(error);
  });
}
