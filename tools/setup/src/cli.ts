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
  switch (args.join(' ')) {
    case 'setup':
      return setup(system, baseImages);
    case 'setup --check':
      return check(system);
    case 'up':
      return up(system, baseImages);
    case 'test':
      return test(system, baseImages);
    default:
      throw new UserError(`no such command: ${args.join(' ')}`, {
        next: 'npm run up, npm test, npm run setup, or npm run setup -- --check',
        exit: exitCode.usage,
      });
  }
}
