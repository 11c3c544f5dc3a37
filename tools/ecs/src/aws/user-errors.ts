import { UserError } from '@prod-e/errors';

const signIn = 'sign in to AWS, for example with: aws sso login';
const credentialErrors = [
  'CredentialsProviderError',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'TokenProviderError',
  'UnrecognizedClientException',
];
const throttlingErrors = [
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
];

type Handler<Args, Output> = (args: Args) => Promise<Output>;

/** A middleware of an SDK client that says in one line what AWS refused. The SDK's error is the cause. */
export function asUserErrors(service: string) {
  return <Args, Output>(
      next: Handler<Args, Output>,
      context: { commandName?: string },
    ): Handler<Args, Output> =>
    async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const operation = (context.commandName ?? 'a call').replace(/Command$/, '');
        throw userErrorFor(error, service, operation);
      }
    };
}

function userErrorFor(error: unknown, service: string, operation: string): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError') return error;
  const where = `${service}: ${operation}`;
  const { name, message } = error;
  if (credentialErrors.includes(name))
    return new UserError(`no AWS credentials that are valid: ${message}`, {
      where,
      next: signIn,
      cause: error,
    });
  if ('$fault' in error) return new UserError(`${name}: ${message}`, { where, cause: error });
  if (name === 'TimeoutError' || 'code' in error)
    return new UserError(`${service} did not answer: ${message || name}`, { where, cause: error });
  return error;
}

/** Whether AWS itself refused with an error of this name. */
export function isAwsError(error: unknown, name: string): boolean {
  return error instanceof UserError && error.cause instanceof Error && error.cause.name === name;
}

/** Whether the same call may well succeed a little later: throttled, not answered, or a fault on AWS's side. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof UserError) || !(error.cause instanceof Error)) return false;
  const { cause } = error;
  if (throttlingErrors.includes(cause.name)) return true;
  if ('$fault' in cause) return cause.$fault === 'server' || statusOf(cause) >= 500;
  return !credentialErrors.includes(cause.name);
}

function statusOf(error: Error): number {
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode ?? 0;
}
