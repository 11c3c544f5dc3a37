import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * A folder that comes first in the PATH, with programs that fail in ways the real ones cannot be made to.
 * `$FAKE` is that folder inside of them.
 */
export function fakePrograms(programs: Record<string, string>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fake-programs-'));
  const path = process.env['PATH'] ?? '';
  for (const [name, script] of Object.entries(programs)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\nFAKE='${folder}'\n${script}\n`);
    chmodSync(file, 0o755);
  }
  process.env['PATH'] = folder + delimiter + path;
  return {
    folder,
    remove: () => {
      process.env['PATH'] = path;
      rmSync(folder, { recursive: true });
    },
  };
}
