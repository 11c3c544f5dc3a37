import { parseArgs } from 'node:util';
import { exitCode, UserError } from '@prod-e/errors';
import { ensureBaseImages } from './base-images.ts';
import { check, setup } from './commands/setup.ts';
import { test } from './commands/test.ts';
import { up } from './commands/up.ts';
import type { System } from './system.ts';

/**
 * Runs the command of a command line.
 *
 * @returns its exit code
 * @throws UserError (exit 2) when there is no such command
 */
export async function runCommand(args: readonly string[], system: System): Promise<number> {
  const baseImages = (): Promise<void> => ensureBaseImages(system);
  const { command, environment, check: onlyCheck } = parse(args);
  if (onlyCheck && ['setup', 'up', 'test'].includes(command)) return check(system);
  switch (command) {
    case 'setup':
      return setup(system, baseImages);
    case 'up':
      return up(system, baseImages, environment);
    case 'test':
      return test(system, baseImages);
    default:
      throw noSuchCommand(args);
  }
}

/** Only `up` is told an environment; `--check` goes with every command. */
function parse(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { environment: { type: 'string' }, check: { type: 'boolean', default: false } },
    });
    const [command = '', ...rest] = positionals;
    if (rest.length === 0 && (command === 'up' || values.environment === undefined))
      return { command, ...values };
  } catch {
    // An option that there is not.
  }
  throw noSuchCommand(args);
}

const noSuchCommand = (args: readonly string[]): UserError =>
  new UserError(`no such command: ${args.join(' ')}`, {
    next: 'npm run up, npm test or npm run setup, each with -- --check to be told only what is missing',
    exit: exitCode.usage,
  });
