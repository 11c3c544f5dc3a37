import { exitCode, UserError } from '@prod-e/errors';

/** GitHub answers nothing else either: a token that is not accepted, a limit, a fault of its own, no way there. */
export class GitHubUnavailable extends UserError {}

/** As Octokit throws it. */
interface Failure {
  status: number;
  message: string;
  cause?: unknown;
  response?: { data: unknown; headers: Record<string, string | number | undefined> };
}

/** What a token must be allowed to do, as the page that makes one calls it. */
export const neededRights =
  'a fine-grained token of this repository with Administration: write and Actions: write, and of its organization with Members: read where a team approves';

/** Whether GitHub says that there is no such thing, or hides it. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof UserError && isFailure(error.cause) && error.cause.status === 404;

/**
 * Tells what GitHub answered to a request: what, where, what next.
 *
 * @param request `PUT /repos/owner/name/…`
 * @returns anything that is not an answer of GitHub's, as it is
 */
export function toUserError(error: unknown, request: string): unknown {
  if (!isFailure(error)) return error;
  const details = { where: request, cause: error };
  const headers = error.response?.headers ?? {};
  const said = saidBy(error);
  if (!error.response) {
    return new GitHubUnavailable(`GitHub cannot be reached: ${error.message}`, {
      ...details,
      next: 'see whether this machine is online, and what GITHUB_API_URL says; then run it again',
    });
  }
  if (error.status === 401) {
    return new GitHubUnavailable(`GitHub does not accept the token: ${said}`, {
      ...details,
      next: `set GITHUB_TOKEN to ${neededRights}`,
      exit: exitCode.usage,
    });
  }
  if (isLimit(error.status, headers)) {
    return new GitHubUnavailable(`GitHub’s rate limit is used up: ${said}`, {
      ...details,
      next: `run it again ${whenReset(headers)}; what was written stays, and is not written again`,
    });
  }
  const Kind = error.status >= 500 ? GitHubUnavailable : UserError;
  return new Kind(`GitHub answers ${error.status}: ${said}`, {
    ...details,
    next: nextOf(error.status, headers['x-accepted-github-permissions']),
  });
}

const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && error.name === 'HttpError' && 'status' in error;

/** GitHub answers a refusal with 403 or 429, and says by a header that it is for a limit. */
const isLimit = (status: number, headers: NonNullable<Failure['response']>['headers']): boolean =>
  status === 429 ||
  (status === 403 &&
    (headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0'));

function whenReset(headers: NonNullable<Failure['response']>['headers']): string {
  const { 'retry-after': seconds, 'x-ratelimit-reset': reset } = headers;
  if (seconds !== undefined) return `in ${seconds} s`;
  return reset === undefined ? 'in an hour' : `after ${new Date(Number(reset) * 1000).toISOString()}`;
}

function nextOf(status: number, permissions: string | number | undefined): string {
  switch (status) {
    case 403:
      return permissions === undefined
        ? `use ${neededRights}; or see which plan this takes`
        : `give the token ${String(permissions).replaceAll(/[=;]/g, (sign) => (sign === '=' ? ': ' : ' or'))}; or see which plan this takes`;
    case 404:
      return `see whether it exists, and whether the token may see it: ${neededRights}`;
    case 409:
      return 'see whether the organization of the repository decides this, or a change of it is under way';
    case 422:
      return 'see whether the plan of the repository has it, and change tools/github-settings/src/declared.ts';
    default:
      return 'run it again; what was written stays, and is not written again';
  }
}

/** GitHub's message with its reasons, which are texts or objects. */
function saidBy({ message, response }: Failure): string {
  const data = response?.data as { message?: unknown; errors?: unknown } | undefined;
  const what = typeof data?.message === 'string' ? data.message : message;
  const reasons = Array.isArray(data?.errors) ? data.errors.map(reason) : [];
  return [what, ...reasons].join('; ');
}

function reason(error: unknown): string {
  if (typeof error === 'string') return error.trim().replace(/:$/, '');
  const { message, resource, field, code } = error as Record<string, unknown>;
  return typeof message === 'string'
    ? message
    : [resource, field, code].filter(Boolean).map(String).join(' ');
}
