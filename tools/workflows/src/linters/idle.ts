import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import { readSuppressions, suppressionsFile, without, type Suppression } from './suppressions.ts';
import { runZizmor } from './zizmor.ts';

/**
 * Exceptions that except nothing any more. zizmor itself is asked: whether it finds more without one of them.
 *
 * @throws UserError (exit 2) where one of them has no reason
 */
export async function idleSuppressions(workspaceRoot: string): Promise<Problem[]> {
  const file = join(workspaceRoot, suppressionsFile);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const suppressions = readSuppressions(text);
  const found = (await runZizmor(workspaceRoot)).length;
  const problems: Problem[] = [];
  for (const suppression of suppressions) {
    if ((await countWithout(workspaceRoot, text, suppression)) > found) continue;
    problems.push({
      ...{ file: suppressionsFile, says: `${suppression.audit} of ${suppression.place} excepts nothing` },
      next: 'take it out',
    });
  }
  return problems;
}

async function countWithout(workspaceRoot: string, text: string, suppression: Suppression): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'prod-e-workflows-'));
  try {
    const config = join(folder, 'zizmor.yml');
    writeFileSync(config, without(text, suppression));
    return (await runZizmor(workspaceRoot, config)).length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
