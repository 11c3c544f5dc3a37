import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { writeOutput } from './write-output.ts';

describe('what a command writes to a file', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  it('is made only when it is asked for', () => {
    const text = jest.fn(() => 'text');
    writeOutput(undefined, text);
    expect(text).not.toHaveBeenCalled();
    writeOutput(join(scratch.folder, 'new/plan.md'), text);
    expect(readFileSync(join(scratch.folder, 'new/plan.md'), 'utf8')).toBe('text');
  });

  it('is refused in a sentence where it cannot be written', () => {
    const file = join(scratch.write('file', ''), 'below.md');
    const error = thrownBy(() => {
      writeOutput(file, () => '');
    });
    expect(error).toMatchObject({ message: expect.stringContaining(`${file} cannot be written`), exit: 2 });
  });
});
