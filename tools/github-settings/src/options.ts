import { parseArgs } from 'node:util';
import { exitCode, UserError } from '@prod-e/errors';
import type { Repository } from './github/client.ts';
import { neededRights } from './github/errors.ts';

export interface Options {
  /** Whether to make it so; otherwise only what differs is said. */
  apply: boolean;
  /** Where it is said what the repository is: by `--repository`, or by the workflow that this runs in. */
  repository?: Repository;
  token: string;
  url: string;
}

/** @throws UserError (exit 2) that says what can be asked for, or what is missing */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const { apply, repository } = parse(args);
  const token = env['GITHUB_TOKEN'];
  if (!token) {
    throw new UserError('GITHUB_TOKEN is not set', {
      next: `as an administrator of the repository: GITHUB_TOKEN=$(gh auth token) npm run github-settings; or make ${neededRights}: https://github.com/settings/personal-access-tokens/new`,
      exit: exitCode.usage,
    });
  }
  const url = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  // The token goes there.
  if (!/^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(url))
    throw badUsage(`GITHUB_API_URL is not https: ${url}`);
  const named = repository ?? env['GITHUB_REPOSITORY'];
  return {
    apply,
    token,
    url,
    ...(named !== undefined && { repository: repositoryOf(named) }),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { apply: { type: 'boolean', default: false }, repository: { type: 'string' } },
    }).values;
  } catch (cause) {
    throw badUsage((cause as Error).message);
  }
}

function repositoryOf(named: string): Repository {
  const [, owner, repo] = /^([\w-]+)\/([\w.-]+)$/.exec(named) ?? [];
  if (owner === undefined || repo === undefined) throw badUsage(`${JSON.stringify(named)} is no repository`);
  return { owner, repo };
}

const badUsage = (what: string) =>
  new UserError(what, {
    next: 'npm run github-settings [-- --apply] [-- --repository=<owner>/<name>]',
    exit: exitCode.usage,
  });
