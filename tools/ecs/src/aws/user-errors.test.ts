import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describeError, UserError } from '@prod-e/errors';
import { freePort } from '@prod-e/testing/fixtures';
import { awsError, silence } from '@prod-e/testing/scripted-aws';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';
import { asUserErrors, isTransient } from './user-errors.ts';

afterEach(stopScripted);

test('what AWS refuses is said in its words, with the call, and without a stack', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: awsError('AccessDeniedException', 'not authorized to perform: ecs:DescribeServices'),
  });
  const error: unknown = await ecs.inspect('backend').catch((thrown: unknown) => thrown);
  expect(describeError(error)).toBe(
    'error: AccessDeniedException: not authorized to perform: ecs:DescribeServices\n  where: ECS: DescribeServices',
  );
});

test('credentials that are no longer valid say what to do', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: awsError(
      'ExpiredTokenException',
      'The security token included in the request is expired',
    ),
  });
  await expect(ecs.inspect('backend')).rejects.toMatchObject({
    message: 'no AWS credentials that are valid: The security token included in the request is expired',
    next: 'sign in to AWS, for example with: aws sso login',
  });
});

// In a process of its own: to the SDK, an error of Node's is none inside of Jest's sandbox.
test('nothing at the endpoint is an AWS that does not answer', async () => {
  const options = {
    cluster: 'dev',
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${await freePort()}`,
    pollSeconds: 5,
  };
  const program = `
    import { createEcs } from './src/index.ts';
    await createEcs(${JSON.stringify(options)}).inspect('backend').catch(({ name, message, where }) => {
      console.log(JSON.stringify({ name, message, where }));
    });`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
  expect(JSON.parse(output)).toEqual({
    name: 'UserError',
    message: `ECS did not answer: connect ECONNREFUSED ${new URL(options.endpoint).host}`,
    where: 'ECS: DescribeServices',
  });
});

test('an answer that broke off is none', async () => {
  const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  const handler = asUserErrors('ECS')(() => Promise.reject(broken), {});
  await expect(handler({})).rejects.toMatchObject({
    message: 'ECS did not answer: socket hang up',
    where: 'ECS: a call',
  });
});

test('a request that takes too long is given up', async () => {
  const { ecs } = await scriptedEcs({ DescribeServices: silence }, { requestTimeoutMs: 50 });
  await expect(ecs.inspect('backend')).rejects.toThrow(/^ECS did not answer: /);
});

test.each([
  ['a fault of this program', new TypeError('x is not a function')],
  ['an abort', Object.assign(new Error('aborted'), { name: 'AbortError' })],
  ['what is no error', 'text'],
])('%s stays as it is', async (_, thrown) => {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what is no error is a case
  const handler = asUserErrors('ECS')(() => Promise.reject(thrown), {});
  await expect(handler({})).rejects.toBe(thrown);
});

const caused = (name: string, rest: object = {}): UserError =>
  new UserError(name, { cause: Object.assign(new Error(name), { name }, rest) });

test.each([
  ['a throttling', caused('ThrottlingException', { $fault: 'client' }), true],
  ['a fault of AWS', caused('ServerException', { $fault: 'server' }), true],
  ['a status of 503', caused('Unknown', { $fault: 'client', $metadata: { httpStatusCode: 503 } }), true],
  ['no answer', caused('TimeoutError'), true],
  ['a refusal', caused('AccessDeniedException', { $fault: 'client' }), false],
  ['no credentials', caused('CredentialsProviderError'), false],
  ['an error of ours', new UserError('gone'), false],
  ['any other error', new Error('bug'), false],
])('%s may pass: %s', (_, error, transient) => {
  expect(isTransient(error)).toBe(transient);
});
