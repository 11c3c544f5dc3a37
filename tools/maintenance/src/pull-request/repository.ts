import { exitCode, UserError } from '@prod-e/errors';

/** Where pull requests are opened, and with what right. */
export interface Repository {
  owner: string;
  name: string;
  /** The repository's default branch, where the run knows it. */
  base: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise. */
  api: string;
  /** `https://github.com` */
  server: string;
  token: string;
}

/**
 * Reads the variables that GitHub Actions sets, with the token that the workflow hands over.
 *
 * @throws UserError (exit 2) that names what is missing
 */
export function repositoryOf(env: Readonly<Record<string, string | undefined>>): Repository {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_TOKEN: token = '' } = env;
  const [owner, name, ...rest] = repository.split('/');
  const missing = [
    ...(owner && name && rest.length === 0 ? [] : ['GITHUB_REPOSITORY']),
    ...(token ? [] : ['GITHUB_TOKEN']),
  ];
  if (!owner || !name || missing.length > 0) {
    throw new UserError(`a pull request needs ${missing.join(' and ')} in the environment`, {
      next: 'GITHUB_REPOSITORY=owner/name GITHUB_TOKEN=$(gh auth token) npm run maintenance -- pull-request',
      exit: exitCode.usage,
    });
  }
  return {
    owner,
    name,
    token,
    base: env['GITHUB_REF_NAME'] ?? 'main',
    api: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    server: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
  };
}

/** Lets git speak to that server, and to no other, with the token; for git’s environment. */
export function gitCredentials({
  server,
  token,
}: Pick<Repository, 'server' | 'token'>): Record<string, string> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}
