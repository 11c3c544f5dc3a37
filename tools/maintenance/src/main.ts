import { join } from 'node:path';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { runCommand } from './cli.ts';

try {
  await runCommand(process.argv.slice(2), {
    workspace: join(import.meta.dirname, '../../..'),
    env: process.env,
    say: (line) => {
      console.log(line);
    },
  });
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
