import { UserError } from '@prod-e/errors';
import { Temporary } from '../http/patiently.ts';
import { temporaryConnection, temporaryStatus } from '../http/temporary.ts';

/** What the AWS SDK tells of a failure, in as far as it is used here. */
interface SdkError extends Error {
  $metadata?: { httpStatusCode?: number };
  $response?: { headers?: Record<string, string> };
}

/** Errors that the caller tells from failures. */
const answers = ['RepositoryNotFoundException', 'AbortError'];

const throttled = ['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'LimitExceededException'];

const unknown =
  /Credentials|TokenProvider|AccessDenied|UnrecognizedClient|ExpiredToken|InvalidSignature|MissingAuthentication|InvalidClientTokenId/;

/**
 * What a failure of ECR's API means.
 *
 * @returns what to throw: `Temporary` for what is worth another attempt
 */
export function ecrFailure(error: unknown, host: string, account: string): unknown {
  if (error instanceof Temporary || !Error.isError(error) || answers.includes(error.name)) return error;
  const { name, message, $metadata, $response } = error as SdkError;
  if (name === 'TimeoutError') return new Temporary('it was too slow to answer');
  if (throttled.includes(name)) return new Temporary(`it answers ${name}`);
  if (unknown.test(name)) return strangers(error, host, account);
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return temporaryConnection(error) ?? error;
  return (
    temporaryStatus(status, $response?.headers?.['retry-after']) ??
    new UserError(`ECR refuses: ${name}: ${message}`, { where: host })
  );
}

const strangers = (cause: Error, host: string, account: string) =>
  new UserError(
    `AWS does not let us at the registry of account ${account}: ${cause.name}: ${cause.message}`,
    {
      where: host,
      next: 'see who you are to AWS (aws sts get-caller-identity), and log in to that account',
      cause,
    },
  );
