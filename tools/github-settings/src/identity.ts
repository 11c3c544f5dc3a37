import { exitCode, UserError } from '@prod-e/errors';
import type { GitHub } from './github/client.ts';
import { settingsFile, type Settings } from './workspace.ts';

/** What is declared depends on these. */
export interface Identity {
  isPublic: boolean;
  isOrganization: boolean;
}

/**
 * Whose repository it is, and who may see it.
 *
 * @throws UserError (exit 2) where it has another name by now, or the settings say other ids: roles of AWS trust those
 */
export async function identify(
  { repository: { owner, repo }, request }: GitHub,
  { github }: Settings,
): Promise<Identity> {
  const { data } = await request('GET /repos/{owner}/{repo}', { owner, repo });
  const name = `${owner}/${repo}`;
  if (data.full_name.toLowerCase() !== name.toLowerCase()) {
    throw wrong(`${name} is called ${data.full_name} by now`, 'fill in github.owner and github.repository');
  }
  const isOfSettings = name.toLowerCase() === `${github.owner}/${github.repository}`.toLowerCase();
  const ids = [
    { path: 'github.ownerId', said: github.ownerId, is: Number(data.owner.id) },
    { path: 'github.repositoryId', said: github.repositoryId, is: Number(data.id) },
  ].filter(({ said, is }) => said !== undefined && said !== is);
  if (isOfSettings && ids.length > 0) {
    throw wrong(
      `${name} has other ids than the roles of AWS would trust`,
      `fill in ${ids.map(({ path, is }) => `${path}: ${is}`).join('; ')}`,
    );
  }
  return {
    isPublic: data.visibility === 'public' || !data.private,
    isOrganization: data.owner.type === 'Organization',
  };
}

const wrong = (what: string, next: string) =>
  new UserError(what, { where: settingsFile, next, exit: exitCode.usage });
