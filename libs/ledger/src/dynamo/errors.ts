import { UserError } from '@prod-e/errors';
import { LedgerUnavailable } from '../unavailable.ts';

interface AwsError extends Error {
  CancellationReasons?: { Code?: string; Message?: string }[];
}

const reasonsOf = (error: unknown): string[] =>
  ((error as AwsError).CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');

/** A write that was not made since its condition does not hold. */
export const isConditionFailure = (error: unknown): boolean =>
  (error as AwsError).name === 'ConditionalCheckFailedException' ||
  reasonsOf(error).includes('ConditionalCheckFailed');

/** Another write was on the same item: to be tried again, which the SDK does not do. */
export const isConflict = (error: unknown): boolean =>
  (error as AwsError).name === 'TransactionConflictException' ||
  reasonsOf(error).includes('TransactionConflict');

const refusals = [
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
  'SerializationException',
];

const permission = 'let the role read and write the table: see docs/adr/0010-ledger.md';
const credentials = 'log in to AWS, or name a profile by AWS_PROFILE';

const causes: Record<string, { what: string; next: string }> = {
  ResourceNotFoundException: { what: 'there is no such table', next: 'deploy what makes the table first' },
  AccessDeniedException: { what: 'access is denied', next: permission },
  KMSAccessDeniedException: { what: 'access to its key is denied', next: permission },
  UnrecognizedClientException: { what: 'AWS does not know these credentials', next: credentials },
  InvalidSignatureException: { what: 'AWS does not accept these credentials', next: credentials },
  ExpiredTokenException: { what: 'the credentials have expired', next: credentials },
  CredentialsProviderError: { what: 'there are no credentials', next: credentials },
};

/**
 * What a request's failure is for the ledger: a {@link LedgerUnavailable}, or where what was asked is itself wrong,
 * another UserError. A mistake of the program is returned as it is.
 */
export function ledgerErrorOf(error: unknown, where: string, timedOutAfter?: number): unknown {
  if (timedOutAfter !== undefined) {
    return new LedgerUnavailable(`the ledger gave no answer within ${timedOutAfter} ms`, { where });
  }
  if (!Error.isError(error) || error instanceof TypeError) return error;
  const refusal = refusals.includes(error.name) || reasonsOf(error).includes('ValidationError');
  if (refusal) return new UserError(`the ledger refuses it: ${sayingOf(error)}`, { where, cause: error });
  const known = causes[error.name];
  return new LedgerUnavailable(`the ledger cannot be reached: ${known?.what ?? sayingOf(error)}`, {
    where,
    ...(known && { next: known.next }),
    cause: error,
  });
}

function sayingOf(error: AwsError): string {
  const reason = error.CancellationReasons?.find(({ Code }) => Code !== undefined && Code !== 'None');
  if (reason) return reason.Message ?? reason.Code ?? error.name;
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  // A proxy, or whatever else is no DynamoDB.
  if (error.message === 'UnknownError' && $metadata)
    return `the answer was HTTP ${$metadata.httpStatusCode ?? '?'}`;
  // Where every address of a host failed, the message is empty and the code says why.
  return error.message === '' ? (code ?? error.name) : error.message;
}
