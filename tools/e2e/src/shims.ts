import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const recorded = ['docker', 'terraform'];

const logOf = (root: string): string => join(root, '.shims', 'calls.log');

/**
 * Puts a program before each of the recorded ones on the PATH, which writes down its first two arguments and then
 * becomes the real one.
 *
 * @returns the folder to put first
 */
export function installShims(root: string): string {
  const folder = join(root, '.shims');
  mkdirSync(folder, { recursive: true });
  for (const program of recorded) {
    const real = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
    const shim = join(folder, program);
    writeFileSync(shim, `#!/bin/sh\necho "${program} $1 $2" >> '${logOf(root)}'\nexec '${real}' "$@"\n`);
    chmodSync(shim, 0o755);
  }
  return folder;
}

/** What was called since the last time this was asked, in order. */
export function readCalls(root: string): string[] {
  if (!existsSync(logOf(root))) return [];
  const calls = readFileSync(logOf(root), 'utf8').trim().split('\n');
  rmSync(logOf(root));
  return calls;
}
