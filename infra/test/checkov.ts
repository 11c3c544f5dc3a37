import { join } from 'node:path';
import { hasCheckov } from '../src/validate/checkov.ts';

/** `describe` where Checkov is installed. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
export function describeWithCheckov(name: string, tests: () => void): void {
  if (process.env['CI'] || hasCheckov(join(__dirname, '../..'))) describe(name, tests);
  else describe.skip(`${name} (skipped: Checkov is not installed, run: npm run setup)`, tests);
}
