import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';

export interface FakeScanner {
  /** What it was called with. */
  args: () => string[];
  /** Names of the files in its working folder. */
  around: () => string;
  remove: () => void;
}

/**
 * Makes the PATH of this process a folder with one program, which prints a recorded report and notes how it is called.
 *
 * @param report what it prints, as it is or as JSON
 */
export function fakeScanner(name: string, report: unknown, { code = 0, errors = '' } = {}): FakeScanner {
  const { folder, write, remove } = scratchFolder();
  const path = process.env['PATH'];
  write('report', report);
  write('errors', errors);
  const program = write(
    name,
    [
      '#!/bin/sh',
      `printf '%s\\n' "$@" > '${folder}/args'`,
      `/bin/ls -A > '${folder}/around'`,
      `/bin/cat '${folder}/report'`,
      `/bin/cat '${folder}/errors' >&2`,
      `exit ${code}`,
    ].join('\n'),
  );
  chmodSync(program, 0o755);
  process.env['PATH'] = folder;
  const noted = (file: string): string =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return {
    args: () => noted('args').split('\n'),
    around: () => noted('around'),
    remove: () => {
      process.env['PATH'] = path;
      remove();
    },
  };
}
