import { join } from 'node:path';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { painter } from '@prod-e/terminal';
import { run } from './run.ts';

/** `npm run github-settings [-- --apply] [-- --repository=<owner>/<name>]` */
try {
  process.exitCode = await run({
    args: process.argv.slice(2),
    env: process.env,
    workspaceRoot: join(import.meta.dirname, '../../..'),
    print: (line) => {
      console.log(line);
    },
    printError: (line) => {
      console.error(line);
    },
    paint: painter(process.env, process.stdout.isTTY),
  });
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
