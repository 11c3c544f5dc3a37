import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export interface Scratch {
  /** Absolute. */
  folder: string;
  write: (file: string, content: unknown) => void;
  remove: () => void;
}

/** A folder of its own for a test; `write` takes text, or a value that is written as JSON. */
export function scratchFolder(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'infra-test-'));
  return {
    folder,
    write(file, content) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
    },
    remove() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Content of every file below a folder, by its path in there. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
  );
}
