import type { Octokit } from '@octokit/core';
import { toUserError } from './errors.ts';

/** A repository on GitHub. */
export interface Repository {
  owner: string;
  repo: string;
}

/** Asks GitHub's REST API of one repository, typed by route. */
export interface GitHub {
  repository: Repository;
  request: Octokit['request'];
}

export interface ClientOptions {
  repository: Repository;
  token: string;
  /** Such as `https://api.github.com`. */
  url: string;
  /** Milliseconds until the first retry; the second waits four times that. */
  retryAfter?: number;
}

/**
 * Opens GitHub's API. What fails there is tried twice more; what fails here is thrown as a UserError that says which
 * request it was. The token is in none of them.
 */
export async function openGitHub({
  repository,
  token,
  url,
  retryAfter = 1000,
}: ClientOptions): Promise<GitHub> {
  const [{ Octokit: Core }, { retry }] = await Promise.all([
    import('@octokit/core'),
    import('@octokit/plugin-retry'),
  ]);
  const octokit = new (Core.plugin(retry))({
    auth: token,
    baseUrl: url,
    userAgent: 'prod-e-github-settings',
    // A limit is told at once: it may last an hour.
    retry: {
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429],
      retries: 2,
      retryAfterBaseValue: retryAfter,
    },
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28';
  });
  octokit.hook.error('request', (error, { method, url: route, ...parameters }) => {
    throw toUserError(error, `${method} ${fill(route, parameters)}`);
  });
  return { repository, request: octokit.request };
}

const fill = (route: string, parameters: Record<string, unknown>): string =>
  route.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name]));
