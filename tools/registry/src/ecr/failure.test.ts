import { Temporary } from '../http/patiently.ts';
import { ecrFailure } from './failure.ts';

const failure = (name: string, more: object = {}) =>
  ecrFailure(Object.assign(new Error('why'), { name }, more), 'registry.example', '123456789012');
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('a failure of ECR', () => {
  it.each([
    ['too many requests', 'ThrottlingException', status(400), 'it answers ThrottlingException'],
    ['an error of its own', 'ServerException', status(500), 'it answers 500'],
    ['no answer', 'TimeoutError', {}, 'it was too slow to answer'],
    ['no connection', 'Error', { code: 'ECONNREFUSED' }, 'the connection failed (ECONNREFUSED)'],
    [
      'a request to wait',
      'Error',
      { ...status(503), $response: { headers: { 'retry-after': '3' } } },
      'it answers 503 and asks to wait 3 s',
    ],
  ])('by %s is worth another attempt', (_what, name, more, message) => {
    const result = failure(name, more);
    expect(result).toBeInstanceOf(Temporary);
    expect(result).toMatchObject({ message });
  });

  it.each([
    ['CredentialsProviderError', {}],
    ['ExpiredTokenException', status(400)],
    ['AccessDeniedException', status(400)],
    ['UnrecognizedClientException', status(400)],
  ])('by %s says how to log in', (name, more) => {
    expect(failure(name, more)).toMatchObject({
      name: 'UserError',
      message: `AWS does not let us at the registry of account 123456789012: ${name}: why`,
      next: expect.stringContaining('aws sts get-caller-identity'),
    });
  });

  it('by what was asked is told as ECR tells it', () => {
    expect(failure('InvalidParameterException', status(400))).toMatchObject({
      name: 'UserError',
      message: 'ECR refuses: InvalidParameterException: why',
      where: 'registry.example',
    });
  });

  it.each(['RepositoryNotFoundException', 'AbortError'])('leaves %s to the caller', (name) => {
    expect(failure(name, status(400))).toMatchObject({ name });
  });

  it('hides no fault of the program', () => {
    expect(failure('TypeError')).toMatchObject({ name: 'TypeError', message: 'why' });
  });
});
