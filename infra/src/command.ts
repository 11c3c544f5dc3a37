import { parseArgs, type ParseArgsConfig } from 'node:util';
import { describeError, exitCode, exitCodeOf, UserError } from '@prod-e/errors';
import { recordExitCode } from '@prod-e/errors/record-exit-code';

/** Runs a command: its error is printed for a person, and tells the exit code. */
export async function runCommand(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = exitCodeOf(error);
    recordExitCode(exitCodeOf(error));
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Options of the command line.
 *
 * @param usage the command as it is to be typed
 * @throws UserError (exit 2) for any that is not one of them
 */
export function optionsOf<const T extends Options>(options: T, usage: string, args = process.argv.slice(2)) {
  try {
    return parseArgs({ options, args, allowPositionals: false }).values;
  } catch (cause) {
    throw new UserError(`bad arguments: ${args.join(' ')}`, { next: usage, exit: exitCode.usage, cause });
  }
}
