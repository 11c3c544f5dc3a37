import { exitCode, UserError } from '@prod-e/errors';
import type { GitHub } from './client.ts';
import { isNotFound, neededRights } from './errors.ts';

/** As GitHub answers them: a user has a `login`, a team a `slug`. */
type Answer = { type?: string; reviewer?: object }[] | undefined;

const team = 'team/';

/** As an environment's file writes them: `ann`, `team/sre`. */
export const reviewersOf = (answer: Answer = []): string[] =>
  answer.map(({ reviewer = {} }) =>
    ('slug' in reviewer
      ? `${team}${String(reviewer.slug)}`
      : String((reviewer as { login?: string }).login)
    ).toLowerCase(),
  );

/**
 * GitHub takes reviewers by their ids.
 *
 * @throws UserError (exit 2) that names who is not there
 */
export async function reviewerIds(
  reviewers: string[],
  github: GitHub,
): Promise<{ type: 'User' | 'Team'; id: number }[]> {
  const found: { type: 'User' | 'Team'; id: number }[] = [];
  for (const reviewer of reviewers) found.push(await reviewerId(reviewer, github));
  return found;
}

async function reviewerId(reviewer: string, { repository: { owner }, request }: GitHub) {
  try {
    if (!reviewer.startsWith(team)) {
      const { data } = await request('GET /users/{username}', { username: reviewer });
      return { type: 'User' as const, id: Number(data.id) };
    }
    const { data } = await request('GET /orgs/{org}/teams/{team_slug}', {
      ...{ org: owner, team_slug: reviewer.slice(team.length) },
    });
    return { type: 'Team' as const, id: data.id };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new UserError(`GitHub knows no reviewer ${reviewer}`, {
      where: 'approval.reviewers of infra/src/environments',
      next: `write a user’s name, or team/<name> for a team of ${owner}; a team is seen by ${neededRights}`,
      exit: exitCode.usage,
    });
  }
}
