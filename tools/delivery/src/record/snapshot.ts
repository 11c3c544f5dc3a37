import { stackSchema, stackVariable } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import type { Ledger } from '@prod-e/ledger';
import type { WantedStack } from '../decide/index.ts';

/**
 * What made a stack live once, from the ledger: without the sources that it came from, nothing is synthesized or built.
 *
 * @throws UserError when the ledger does not have it
 */
export async function wantedFromSnapshot(
  ledger: Pick<Ledger, 'snapshot'>,
  environment: string,
  name: string,
  stackHash: string,
): Promise<WantedStack> {
  const snapshot = await ledger.snapshot(environment, name, stackHash);
  if (!snapshot) {
    throw new UserError(`what made ${name} live as ${stackHash} is not recorded`, {
      where: `the ledger of ${environment}`,
      next: 'check out the commit that it was deployed from, and deploy that',
    });
  }
  const { configuration, variables } = snapshot;
  const stack = stackSchema.parse(JSON.parse(snapshot.stack));
  const reference = variables[stackVariable.image];
  return {
    ...{ stack, stackHash, configuration, variables },
    ...(reference !== undefined && {
      image: { tag: variables[stackVariable.inputTag] ?? '', digest: digestIn(reference) },
    }),
  };
}

/** `sha256:…` of a pull reference: `host/repository@sha256:…`, or the digest alone. */
const digestIn = (reference: string): string => reference.slice(reference.lastIndexOf('@') + 1);
