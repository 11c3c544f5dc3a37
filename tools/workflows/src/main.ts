import { join } from 'node:path';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { main } from './cli.ts';

try {
  process.exitCode = await main(process.argv.slice(2), {
    workspaceRoot: join(import.meta.dirname, '../../..'),
    isCi: Boolean(process.env['CI']),
    print: (line) => {
      console.log(line);
    },
  });
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
