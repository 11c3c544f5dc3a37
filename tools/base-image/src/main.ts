import { parseArgs } from 'node:util';
import { describeError, exitCode, exitCodeOf } from '@prod-e/errors';
import { refresh } from './refresh.ts';
import { describeChanges } from './report.ts';

/** `nx run base-image:refresh [--check]`: locks what Debian offers today, or with --check only says what it would change. */
try {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const changes = await refresh(values);
  console.log(describeChanges(changes, values.check));
  if (values.check && changes.length > 0) process.exitCode = exitCode.failed;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
