import { join } from 'node:path';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { localSystem, runCommand } from './index.ts';

try {
  const system = localSystem(join(import.meta.dirname, '../../..'));
  process.exitCode = await runCommand(process.argv.slice(2), system);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
