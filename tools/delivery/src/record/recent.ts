import type { Deployment } from '@prod-e/ledger';
import type { OpenEnvironment } from '../environment/open.ts';

const page = 100;

/**
 * The deployments of an environment since a time, newest first, and the one before them: what they are measured
 * against.
 *
 * @param most an environment that is deployed to more often than that is told of its last ones
 */
export async function recentDeployments(
  { ledger, environment }: Pick<OpenEnvironment, 'ledger' | 'environment'>,
  since: Date,
  most = 1000,
): Promise<Deployment[]> {
  const found: Deployment[] = [];
  while (found.length < most) {
    const before = found.at(-1)?.id;
    const next = await ledger.deployments({
      ...{ environment: environment.name, limit: page },
      ...(before !== undefined && { before }),
    });
    found.push(...next);
    if (next.length < page || Date.parse(next.at(-1)?.startedAt ?? '') < since.getTime()) break;
  }
  return found;
}
