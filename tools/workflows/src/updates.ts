import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem.ts';

/** Where something is told to propose newer actions, packages and base images: one of them is enough. */
const places = [
  '.github/workflows/maintenance.yml',
  '.github/renovate.json',
  '.github/renovate.json5',
  'renovate.json',
  'renovate.json5',
  '.github/dependabot.yml',
];

/** What is pinned grows old, unless something keeps proposing what is newer. */
export function checkUpdates(workspaceRoot: string): Problem[] {
  if (places.some((file) => existsSync(join(workspaceRoot, file)))) return [];
  return [
    {
      ...{ file: '.github', says: 'nothing proposes newer versions of what is pinned' },
      next: `write one of ${places.join(', ')}`,
    },
  ];
}
