import { readFileSync } from 'node:fs';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';
import type { Finding } from './finding.ts';

/** File of the exceptions, in the workspace. */
export const exceptionsFile = 'infra/policy-exceptions.json';

const exceptionSchema = z.strictObject({
  /** Id of an invariant, or of a check of Checkov. */
  check: z.string().min(1),
  /** Terraform addresses, with `*` for any characters. */
  resources: z.array(z.string().min(1)).min(1),
  reason: z.string().min(20),
  /** Stack in which it holds; in any, where none is named. */
  stack: z.string().exactOptional(),
  /** Where it is needed; in all, where none are named. */
  environments: z.array(z.string()).min(1).exactOptional(),
});

export type PolicyException = z.infer<typeof exceptionSchema>;

/** @throws UserError (exit 2) where the file is not one of exceptions with a reason each */
export function readExceptions(file: string): PolicyException[] {
  try {
    return z.array(exceptionSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UserError(`the exceptions cannot be read: ${(cause as Error).message}`, {
      where: exceptionsFile,
      next: 'each has a check, resources, and a reason of a sentence',
      exit: exitCode.usage,
      cause,
    });
  }
}

export interface SortedOut {
  /** What no exception is made of. */
  findings: Finding[];
  excepted: Finding[];
  /** Exceptions, as told, that except nothing any more. */
  idle: string[];
}

/**
 * Sets aside what is excepted.
 *
 * @param looked environments and checks that were looked at: an exception of another one is not idle
 */
export function sortOut(
  findings: Finding[],
  exceptions: PolicyException[],
  looked: { environments: string[]; isLooked: (check: string) => boolean },
): SortedOut {
  const isExcepted = (finding: Finding) => exceptions.some((one) => covers(one, finding));
  return {
    findings: findings.filter((finding) => !isExcepted(finding)),
    excepted: findings.filter(isExcepted),
    idle: exceptions
      .filter(({ check }) => looked.isLooked(check))
      .flatMap((one) => idleParts(one, findings, looked.environments)),
  };
}

/** An exception is used up by each of its environments and resources, or that part of it is idle. */
function idleParts(one: PolicyException, findings: Finding[], looked: string[]): string[] {
  const environments = (one.environments ?? looked).filter((name) => looked.includes(name));
  return environments.flatMap((environment) =>
    one.resources
      .filter(
        (resource) =>
          !findings.some(
            (finding) =>
              finding.environment === environment && covers({ ...one, resources: [resource] }, finding),
          ),
      )
      .map((resource) => `${one.check} of ${resource} in ${environment}`),
  );
}

function covers({ check, resources, stack, environments }: PolicyException, finding: Finding): boolean {
  return (
    check === finding.check &&
    (stack === undefined || stack === finding.stack) &&
    (environments === undefined || environments.includes(finding.environment)) &&
    resources.some((pattern) => isLike(pattern, finding.resource))
  );
}

const isLike = (pattern: string, address: string): boolean =>
  new RegExp(`^${pattern.replace(/[.[\]()$^+?{}|\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(address);
