import { UserError } from '@prod-e/errors';
import type { Area } from './areas/index.ts';
import { differences, type Difference } from './differences.ts';
import { GitHubUnavailable } from './github/errors.ts';

/** What differs in an area, or why that is not known. */
export interface Finding {
  area: Area;
  differing: Difference[];
  error?: UserError;
}

/**
 * Compares every area. One that cannot be read does not hide the others: often a plan lacks just that one.
 *
 * @throws UserError when GitHub answers nothing else either
 */
export async function survey(areas: Area[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const area of areas) {
    const { error, result: there } = await attempt(() => area.read());
    findings.push(
      error
        ? { area, differing: [], error }
        : { area, differing: differences(area.path, there, area.wanted) },
    );
  }
  return findings;
}

/**
 * Writes the areas that differ, and no other.
 *
 * @param note is told of each
 * @returns why some could not be written
 * @throws UserError when GitHub answers nothing else either
 */
export async function write(findings: Finding[], note: (path: string) => void): Promise<UserError[]> {
  const errors: UserError[] = [];
  for (const { area, differing } of findings) {
    if (differing.length === 0) continue;
    const { error } = await attempt(() => area.write(differing));
    if (error) errors.push(error);
    else note(area.path);
  }
  return errors;
}

async function attempt<T>(run: () => Promise<T>): Promise<{ result?: T; error?: UserError }> {
  try {
    return { result: await run() };
  } catch (error) {
    if (error instanceof UserError && !(error instanceof GitHubUnavailable)) return { error };
    throw error;
  }
}
