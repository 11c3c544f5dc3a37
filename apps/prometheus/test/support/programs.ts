import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const projectRoot = join(__dirname, '../..');

/** `describe` where the program is; elsewhere skipped, with the reason in its name. In CI it must be there. */
export function describeWith(program: 'promtool' | 'prometheus', name: string, tests: () => void): void {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (found || process.env['CI'] === 'true') describe(name, tests);
  else describe.skip(`${name} (skipped: no ${program} on the PATH; npm run setup installs it)`, tests);
}

/**
 * Runs promtool.
 *
 * @throws Error whose message is all that promtool said
 */
export function promtool(...args: string[]): string {
  try {
    return execFileSync('promtool', args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(stdout + stderr || message, { cause: error });
  }
}

/** A temporary folder, and how to remove it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'prometheus-test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/**
 * Writes the shipped `prometheus.yml` to a folder, with its rules found here instead of inside the image.
 *
 * @param edit changes the text further
 * @returns the file
 */
export function shippedConfig(folder: string, edit = (text: string) => text): string {
  const text = readFileSync(join(projectRoot, 'prometheus.yml'), 'utf8');
  const file = join(folder, 'prometheus.yml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, edit(text.replace('/etc/prometheus/rules', join(projectRoot, 'rules'))));
  return file;
}
