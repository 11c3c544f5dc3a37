import type { LockChange } from './lock.ts';

/** What a refresh did, for its reader: a line for each package, and what to do about it. */
export function describeChanges(changes: readonly LockChange[], check = false): string {
  if (changes.length === 0) return 'packages.lock.json is up to date';
  const lines = changes.map(
    ({ name, architecture, from, to }) => `  ${name} (${architecture}): ${from ?? 'none'} → ${to ?? 'none'}`,
  );
  const summary = check
    ? 'packages.lock.json is stale; next: npx nx run base-image:refresh'
    : 'packages.lock.json changed; commit it';
  return [...lines, summary].join('\n');
}
