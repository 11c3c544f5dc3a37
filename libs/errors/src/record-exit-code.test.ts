import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contents, scratchFolder } from '@prod-e/testing/fixtures';
import { exitCodeFile, recordExitCode } from './record-exit-code.ts';

describe('recordExitCode', () => {
  const scratch = scratchFolder();
  afterAll(() => {
    scratch.remove();
  });

  it('writes nothing unless somebody asked for it', () => {
    recordExitCode(3, {});
    recordExitCode(3, { [exitCodeFile]: '' });
    expect(contents(scratch.folder)).toEqual({});
  });

  it('tells in the file that was named, the last one counting', () => {
    const file = join(scratch.folder, 'code');
    recordExitCode(3, { [exitCodeFile]: file });
    recordExitCode(0, { [exitCodeFile]: file });
    expect(readFileSync(file, 'utf8')).toBe('0');
  });
});
