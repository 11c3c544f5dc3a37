import { basename } from 'node:path';
import type { LoadedGroup } from './api.ts';
import { ruleLine } from './shipped.ts';

/**
 * What stands against "exactly the shipped rules are loaded, and each was evaluated without an error".
 *
 * @param shipped one line per rule; a name may be there several times, as often as it has rules
 */
export function problemsOfRules(shipped: string[], groups: LoadedGroup[]): string[] {
  const loaded = groups.flatMap((group) =>
    group.rules.map((rule) => ({
      ...rule,
      line: ruleLine(basename(group.file), group.name, rule.type, rule.name),
    })),
  );
  const lines = loaded.map((rule) => rule.line);
  return [
    ...without(shipped, lines).map((line) => `${line}: not loaded`),
    ...without(lines, shipped).map((line) => `${line}: loaded, but not shipped`),
    ...loaded
      .filter((rule) => rule.health === 'err')
      .map((rule) => `${rule.line}: ${rule.lastError ?? 'failed'}`),
    ...loaded.filter((rule) => rule.health === 'unknown').map((rule) => `${rule.line}: not evaluated yet`),
  ];
}

/** `lines` less `others`, counting duplicates. */
function without(lines: string[], others: string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
