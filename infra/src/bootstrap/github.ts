import type { Settings } from '../settings.ts';

/** Who signs the tokens of GitHub's workflows. */
export const issuer = 'token.actions.githubusercontent.com';

/** Whom those tokens are for: what `aws-actions/configure-aws-credentials` asks for. */
export const audience = 'sts.amazonaws.com';

/** What a workflow's token says that it runs for. */
export type Run = 'pull_request' | 'ref:refs/heads/main' | `environment:${string}`;

/**
 * The `sub` of GitHub's tokens for a run, in the form that the settings choose: `repo:owner/repo:environment:dev` or
 * `repo:owner@1/repo@2:environment:dev`.
 */
export function subjectOf({ github }: Pick<Settings, 'github'>, run: Run): string {
  const { owner, repository, ownerId, repositoryId, subject } = github;
  return subject === 'classic'
    ? `repo:${owner}/${repository}:${run}`
    : `repo:${owner}@${ownerId ?? ''}/${repository}@${repositoryId ?? ''}:${run}`;
}

/**
 * The trust of a role: the very subjects, and no pattern of them.
 *
 * @param provider ARN of the account's identity provider for GitHub
 */
export const trustOf = (provider: string, subjects: string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subjects } },
      },
    ],
  });
