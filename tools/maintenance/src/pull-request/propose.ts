import { gitIn } from '../git.ts';
import { baseImageProposal } from './base-image.ts';
import { openPullRequest } from './open.ts';
import { pushProposal } from './push.ts';
import { gitCredentials, repositoryOf } from './repository.ts';

/**
 * Proposes what a refresh of the base images has changed, if it has changed anything.
 *
 * @returns what was done, for its reader
 * @throws UserError when git or GitHub refuses
 */
export async function propose(
  workspace: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const proposal = await baseImageProposal(workspace, gitIn(workspace));
  if (!proposal) return 'the base images are up to date: nothing to propose';
  const repository = repositoryOf(env);
  const pushed = await pushProposal(workspace, proposal, gitCredentials(repository));
  const address = await openPullRequest(proposal, repository);
  return `${pushed ? 'proposed' : 'proposed already, and unchanged since'}: ${address}`;
}
