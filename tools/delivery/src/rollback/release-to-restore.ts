import { exitCode, UserError } from '@prod-e/errors';
import { readEnvironment, type OpenEnvironment } from '../environment/open.ts';
import { newestProven, runs, type ProvenRelease } from '../record/proven-release.ts';

/**
 * The release to go back to.
 *
 * @param to a release, or the deployment that made it live; without it, the last proven one that is not live now
 * @throws UserError (exit 2) when there is none
 */
export async function releaseToRestore(open: OpenEnvironment, to?: string): Promise<ProvenRelease> {
  const { live } = await readEnvironment(open, []);
  const found = await newestProven(open, ({ release, deployment }) =>
    to === undefined ? !runs(live, release) : release.id === to || deployment.id === to,
  );
  if (found) return found;
  const { name } = open.environment;
  throw to === undefined
    ? new UserError('no earlier release was ever proven', {
        where: `the ledger of ${name}`,
        next: 'fix what is wrong, and deploy',
        exit: exitCode.usage,
      })
    : new UserError(`there is no proven release ${to}`, {
        where: `the ledger of ${name}`,
        next: 'npx nx run infra:status shows the releases that there are',
        exit: exitCode.usage,
      });
}
