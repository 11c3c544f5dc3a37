import type { GitHub } from './connect.ts';

/**
 * The login by which GitHub signs what this token writes: `github-actions[bot]` for that of a workflow. By GraphQL, for
 * REST does not tell it to such a token.
 */
export async function authorOf({ octokit }: Pick<GitHub, 'octokit'>): Promise<string> {
  const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
  return viewer.login;
}
