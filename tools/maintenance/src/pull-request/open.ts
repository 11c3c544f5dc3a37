import { UserError } from '@prod-e/errors';
import type { Octokit } from '@octokit/core';
import type { Proposal } from './proposal.ts';
import type { Repository } from './repository.ts';

/**
 * Opens the pull request of a branch, or brings an open one up to date.
 *
 * @returns its address
 * @throws UserError with what GitHub answered
 */
export async function openPullRequest(proposal: Proposal, repository: Repository): Promise<string> {
  const { Octokit: Client } = await import('@octokit/core');
  const client = new Client({ auth: repository.token, baseUrl: repository.api });
  try {
    return await openOrUpdate(client, proposal, repository);
  } catch (error) {
    throw explained(error, repository);
  }
}

async function openOrUpdate(
  client: Octokit,
  { branch, title, body }: Proposal,
  repository: Repository,
): Promise<string> {
  const { owner, name: repo, base } = repository;
  const { data: open } = await client.request('GET /repos/{owner}/{repo}/pulls', {
    ...{ owner, repo, base, state: 'open', head: `${owner}:${branch}` },
  });
  const [there] = open;
  if (!there) {
    const answer = await client.request('POST /repos/{owner}/{repo}/pulls', {
      ...{ owner, repo, base, title, head: branch, body },
    });
    return answer.data.html_url;
  }
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...{ owner, repo, title, pull_number: there.number, body },
  });
  return there.html_url;
}

function explained(error: unknown, { owner, name }: Repository): UserError {
  const { status, message } = error as Error & { status?: number };
  return new UserError(`GitHub did not take the pull request: ${message}`, {
    where: `${owner}/${name}`,
    ...(status === 403 && { next: 'let the token write contents and pull requests: docs/maintenance.md' }),
    cause: error,
  });
}
