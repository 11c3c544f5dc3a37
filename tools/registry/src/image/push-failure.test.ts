import { thrownBy } from '@prod-e/testing/fixtures';
import { UserError } from '@prod-e/errors';
import { createLogin } from '../credentials.ts';
import { pushFailure } from './push-failure.ts';

const login = createLogin();
login.veil('guess-me-not');
const place = { host: 'registry.example', repository: 'web', tag: 'in-1', login, create: 'create it' };
const of = (message: string) => pushFailure(new UserError(message), place);

describe('a push that failed', () => {
  it.each([
    'docker push failed: error parsing HTTP 500 response body',
    'docker push failed: Put "http://registry.example/v2/": EOF',
    'docker push failed: toomanyrequests: slow down',
    'docker login failed: Error response from daemon: Get "https://registry.example/v2/": i/o timeout',
  ])('is tried again: %s', (message) => {
    expect(of(message)).toEqual({
      permanent: false,
      error: expect.objectContaining({ message, where: 'registry.example/web:in-1' }),
    });
  });

  it.each([
    ['docker push failed: denied: requested access to the resource is denied', 'refuses us'],
    ['docker push failed: no basic auth credentials', 'refuses us'],
    ['docker login failed: failed with status: 401 Unauthorized', 'refuses us'],
    ['docker push failed: name unknown: the repository web does not exist', 'has no repository web'],
    ['docker push failed: tag invalid: the repository is immutable', 'tag invalid'],
    ['docker tag failed: No such image', 'No such image'],
    ['docker tag failed: permission denied while trying to connect', 'docker tag failed: permission denied'],
    ['no Docker engine is running', 'no Docker engine is running'],
  ])('is for good: %s', (message, told) => {
    expect(of(message)).toEqual({
      permanent: true,
      error: expect.objectContaining({ message: expect.stringContaining(told) }),
    });
  });

  it('says what to do where there is no repository', () => {
    expect(of('docker push failed: name unknown').error.next).toBe('create it');
  });

  it('shows no secret that the engine repeats', () => {
    expect(of('docker push failed: token guess-me-not').error.message).toBe('docker push failed: token ***');
  });

  it('hides no fault of the program', () => {
    const fault = new TypeError('x is not a function');
    expect(thrownBy(() => pushFailure(fault, place))).toBe(fault);
  });
});
