import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { symlinkSync } from 'node:fs';
import { scratchFolder } from '@prod-e/testing/fixtures';

/**
 * Makes the PATH of this process one folder with these programs and no other.
 *
 * @param programs names of programs that are on the PATH now
 * @returns puts the PATH back
 */
export function onlyOnPath(...programs: string[]): () => void {
  const { folder, remove } = scratchFolder();
  const path = process.env['PATH'] ?? '';
  for (const program of programs) {
    const file = execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { encoding: 'utf8' }).trim();
    symlinkSync(file, join(folder, program));
  }
  process.env['PATH'] = folder;
  return () => {
    process.env['PATH'] = path;
    remove();
  };
}
