import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { hasLinter, type Linter } from '../src/linters/tools.ts';

export const workspaceRoot = join(__dirname, '../../..');

/** `describe` where a linter is installed. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
export function describeWithLinter(linter: Linter, name: string, tests: () => void): void {
  if (process.env['CI'] || hasLinter(workspaceRoot, linter)) describe(name, tests);
  else describe.skip(`${name} (skipped: ${linter} is not installed, run: npm run setup)`, tests);
}

/** An empty workspace that has the tools of this one. */
export function workspaceWithTools(): Scratch {
  const scratch = scratchFolder();
  for (const tools of ['.prod-e/python', '.prod-e/go']) {
    mkdirSync(dirname(join(scratch.folder, tools)), { recursive: true });
    symlinkSync(join(workspaceRoot, tools), join(scratch.folder, tools));
  }
  return scratch;
}

/** A workflow that no linter has anything to say of. */
export const clean = `
name: a
on:
  workflow_dispatch:
permissions: {}
concurrency:
  group: a
  cancel-in-progress: false
jobs:
  test:
    name: test
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {}
    steps:
      - name: install
        run: npm ci
`;
