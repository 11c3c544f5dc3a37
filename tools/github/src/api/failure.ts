import { UserError } from '@prod-e/errors';

/** The part of Octokit's RequestError that we need. */
interface RequestFailure extends Error {
  status: number;
  request: { method: string; url: string };
  /** Absent where nothing has answered. */
  response?: object;
}

const isRequestFailure = (error: unknown): error is RequestFailure =>
  error instanceof Error && 'status' in error && 'request' in error;

/** Whether GitHub refused a request because the token may not do it. */
export const isForbidden = (error: unknown): boolean => isRequestFailure(error) && error.status === 403;

/** Whether what a request was about is not there. */
export const isGone = (error: unknown): boolean =>
  isRequestFailure(error) && [404, 410].includes(error.status);

/** An error of a request in words for a person, without the token; any other as it is. */
export function inWords(error: unknown, token: string): unknown {
  if (!isRequestFailure(error)) return error;
  const { status, message, request, response } = error;
  const text = message.replaceAll(token, '[redacted]').replace(/\s+/g, ' ').slice(0, 500);
  const { host, pathname } = new URL(request.url);
  return new UserError(
    response ? `GitHub answered ${status}: ${text}` : `GitHub cannot be reached: ${text}`,
    {
      where: `${request.method} ${response ? '' : host}${pathname}`,
      next: response ? nextOf(status) : `see whether ${host} is up, and can be reached from here`,
    },
  );
}

function nextOf(status: number): string {
  if (status === 401) return 'give the step a token that is valid: env: GITHUB_TOKEN: ${{ github.token }}';
  if (status === 403 || status === 429)
    return 'give the job the permission that it lacks (pull-requests: write, issues: write), or wait for the limit';
  if (status === 404) return 'see whether GITHUB_REPOSITORY is right, and the token may read it';
  if (status >= 500) return 'run the job again: it was tried several times';
  return 'this is a fault of the program, please report it';
}
