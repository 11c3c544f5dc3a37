import { UserError } from '@prod-e/errors';
import { isOfCheckov, type CheckovReport } from './checkov.ts';
import { exceptionsFile, sortOut, type PolicyException } from './exceptions.ts';
import { findingsOf, tell } from './finding.ts';
import { invariants } from './invariants.ts';
import type { Synthesized } from './synthesized.ts';

export interface Validation {
  syntheses: Synthesized[];
  exceptions: PolicyException[];
  /** What Checkov found in them; undefined where it did not look. */
  checkov: CheckovReport | undefined;
}

/**
 * Checks syntheses against all that must hold of them.
 *
 * @returns what was checked, in a line
 * @throws UserError that lists everything which does not hold, and every exception that excepts nothing
 */
export function validate({ syntheses, exceptions, checkov }: Validation): string {
  const found = [...syntheses.flatMap(findingsOf), ...(checkov?.findings ?? [])];
  const { findings, excepted, idle } = sortOut(found, exceptions, {
    environments: syntheses
      .filter(({ environment }) => environment.platform === 'aws')
      .map(({ environment }) => environment.name),
    isLooked: (check) => checkov !== undefined || !isOfCheckov(check),
  });
  const problems = [...findings.map(tell), ...idle.map((one) => `an exception excepts nothing: ${one}`)];
  if (problems.length > 0) {
    throw new UserError(`not everything holds that must:\n  ${problems.join('\n  ')}`, {
      where: exceptionsFile,
      next: 'mend it, or make an exception with its reason',
    });
  }
  return [
    `${invariants.length} invariants hold`,
    ...(checkov ? [`${checkov.passed} checks of Checkov pass`] : []),
    ...(excepted.length > 0 ? [`${excepted.length} findings are excepted`] : []),
  ].join(', ');
}
