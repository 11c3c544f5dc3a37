import { randomUUID } from 'node:crypto';
import type { Octokit } from '@octokit/rest';
import { apiUrlOf, repositoryOf, tokenOf } from '../context/variables.ts';
import { inWords } from './failure.ts';

export interface ConnectOptions {
  /** Milliseconds that stand for one second of waiting before a request is tried again. Tests do not wait. */
  second?: number;
}

/** GitHub, as this run's token sees its repository. */
export interface GitHub {
  octokit: Octokit;
  owner: string;
  repo: string;
}

/** A limit that is lifted later than this is not waited for: the job's minutes cost more than the comment is worth. */
const longestWaitSeconds = 120;
const limitRetries = 3;

/**
 * Calls back with a client of GitHub. Faults of the server and limits are tried again; whatever fails for good is a
 * UserError, and nothing in it tells the token.
 *
 * @throws UserError (exit 2) when a variable is missing
 */
export async function withGitHub<T>(
  env: NodeJS.ProcessEnv,
  { second = 1000 }: ConnectOptions,
  use: (github: GitHub) => Promise<T>,
): Promise<T> {
  const token = tokenOf(env);
  const { owner, repo } = repositoryOf(env);
  const baseUrl = apiUrlOf(env);
  // Loaded here: they take longer than all the rest of a command that needs no client.
  const [{ Octokit: Rest }, { retry }, { throttling }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const Client = Rest.plugin(retry, throttling);
  const again = (seconds: number, _options: object, _octokit: object, count: number): boolean =>
    count < limitRetries && seconds <= longestWaitSeconds;
  const octokit = new Client({
    ...{ auth: token, baseUrl, userAgent: 'prod-e', log: silent },
    retry: { retryAfterBaseValue: second },
    throttle: {
      ...{ id: randomUUID(), retryAfterBaseValue: second, onRateLimit: again, onSecondaryRateLimit: again },
    },
  });
  try {
    return await use({ octokit, owner, repo });
  } catch (error) {
    throw inWords(error, token);
  }
}

/** What it would say is said once, by the error that ends the command. */
const silence = (): void => undefined;
const silent = { debug: silence, info: silence, warn: silence, error: silence };
