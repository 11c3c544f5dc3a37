import { inspect } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { UserError } from '@prod-e/errors';
import { freePort } from '@prod-e/testing/fixtures';
import { awsEndpoint, type Answer, type AwsEndpoint } from '../../test/aws-endpoint.ts';
import { attemptAt, startAt } from '../../test/samples.ts';
import type { Ledger } from '../ledger.ts';
import { LedgerUnavailable } from '../unavailable.ts';
import { createLedgerTable } from './create-table.ts';
import { openDynamoLedger } from './ledger.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test-secret' };
const nowhere = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_CONFIG_FILE: '/nonexistent/config',
};

describe('a table that cannot be used', () => {
  let aws: AwsEndpoint | undefined;
  let ledger: Ledger;
  const answering = async (answer: (count: number) => Answer | undefined, requestTimeoutMs = 60_000) => {
    aws = await awsEndpoint(answer);
    return open(aws.endpoint, requestTimeoutMs);
  };
  const open = (endpoint: string, requestTimeoutMs = 60_000) =>
    (ledger = openDynamoLedger({ table: 'history', region: 'eu-west-1', endpoint, requestTimeoutMs }));
  const failure = (of: Promise<unknown>): Promise<UserError> =>
    of.then(
      () => Promise.reject(new Error('it did not fail')),
      (error: unknown) => error as UserError,
    );

  beforeEach(() => {
    Object.assign(process.env, credentials, nowhere);
  });
  afterEach(async () => {
    ledger.close();
    await aws?.stop();
    aws = undefined;
  });

  it('since nothing listens is unavailable, and says where', async () => {
    const port = await freePort();
    const error = await failure(open(`http://127.0.0.1:${port}`).stacks('dev'));
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toMatch(/^the ledger cannot be reached: .*connect ECONNREFUSED/);
    expect(error.where).toBe(`DynamoDB table history in eu-west-1 at 127.0.0.1:${port}`);
  });

  it('since there is no such host is unavailable', async () => {
    const error = await failure(open('http://ledger.invalid').stacks('dev'));
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.where).toContain('ledger.invalid');
  });

  it('since it never answers is unavailable after the time that a request may take', async () => {
    const error = await failure((await answering(() => undefined, 300)).stacks('dev'));
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toBe('the ledger gave no answer within 300 ms');
  });

  it.each<[string, string, string]>([
    ['ResourceNotFoundException', 'there is no such table', 'deploy what makes the table first'],
    ['AccessDeniedException', 'access is denied', 'docs/adr/0010-ledger.md'],
    ['UnrecognizedClientException', 'AWS does not know these credentials', 'AWS_PROFILE'],
    ['ExpiredTokenException', 'the credentials have expired', 'AWS_PROFILE'],
  ])('by %s is unavailable, since %s', async (error, what, next) => {
    const told = await failure((await answering(() => ({ status: 400, error }))).underWay('dev'));
    expect(told).toBeInstanceOf(LedgerUnavailable);
    expect(told.message).toBe(`the ledger cannot be reached: ${what}`);
    expect(told.where).toContain('DynamoDB table history in eu-west-1');
    expect(told.next).toContain(next);
  });

  it('since AWS has a fault is asked twice, and then unavailable', async () => {
    const failing = await answering(() => ({ status: 500, error: 'InternalServerError' }));
    expect(await failure(failing.stacks('dev'))).toBeInstanceOf(LedgerUnavailable);
    expect(aws?.asked).toEqual(['Query', 'Query']);
  });

  it('since there are no credentials is unavailable, and says what to do', async () => {
    for (const name of Object.keys(credentials)) Reflect.deleteProperty(process.env, name);
    const error = await failure((await answering(() => ({ status: 200, body: {} }))).stacks('dev'));
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toBe('the ledger cannot be reached: there are no credentials');
    expect(error.next).toContain('AWS_PROFILE');
  });

  it('since whoever gives credentials never answers is unavailable after the same time', async () => {
    const client = new DynamoDBClient({
      region: 'eu-west-1',
      credentials: () => new Promise(() => undefined),
    });
    ledger = openDynamoLedger({ table: 'history', region: 'eu-west-1', client, requestTimeoutMs: 300 });
    const error = await failure(ledger.stacks('dev'));
    client.destroy();
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toBe('the ledger gave no answer within 300 ms');
  });

  it('since something else answers is unavailable, and says what it answered', async () => {
    const error = await failure((await answering(() => ({ status: 418 }))).stacks('dev'));
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toBe('the ledger cannot be reached: the answer was HTTP 418');
  });

  it('says nothing of the credentials', async () => {
    const told = await failure((await answering(() => ({ status: 403, error: 'Nope' }))).stacks('dev'));
    expect(inspect(told, { depth: 9 })).not.toContain('test-secret');
  });

  it('refuses what is wrong in itself with another error', async () => {
    const body = { message: 'Item size has exceeded the maximum allowed size' };
    const refusing = await answering(() => ({ status: 400, error: 'ValidationException', body }));
    const error = await failure(refusing.recordAttempt('dev', 'web', attemptAt(1)));
    expect(error).toBeInstanceOf(UserError);
    expect(error).not.toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toBe('the ledger refuses it: Item size has exceeded the maximum allowed size');
  });

  const conflict = {
    status: 400,
    error: 'TransactionCanceledException',
    body: { CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict', Message: 'in use' }] },
  };

  it('for a moment, since another writes the same item, is tried again', async () => {
    const busy = await answering((count) => (count < 3 ? conflict : { status: 200, body: {} }));
    await busy.start(startAt(1));
    expect(aws?.asked).toEqual(Array(4).fill('TransactWriteItems'));
  });

  it('for long, since others write the same item, is unavailable', async () => {
    const error = await failure((await answering(() => conflict)).start(startAt(1)));
    expect(error).toBeInstanceOf(LedgerUnavailable);
    expect(error.message).toBe('the ledger cannot be reached: in use');
  });

  it('cannot be created either, and says so', async () => {
    aws = await awsEndpoint(() => ({ status: 400, error: 'AccessDeniedException' }));
    const creation = createLedgerTable({ table: 'history', region: 'eu-west-1', endpoint: aws.endpoint });
    expect(await failure(creation)).toBeInstanceOf(LedgerUnavailable);
  });
});
