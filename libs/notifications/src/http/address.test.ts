import { UserError } from '@prod-e/errors';
import { thrownBy } from '@prod-e/testing/fixtures';
import { parseAddress } from './address.ts';

describe('parseAddress', () => {
  it.each([
    'https://hooks.example/a?b=c',
    'http://127.0.0.1:8080/',
    'http://127.1.2.3/',
    'http://localhost/',
    'http://[::1]/',
  ])('allows %s', (text) => {
    expect(parseAddress(text, 'it').href).toBe(text);
  });

  it.each([
    ['http of another machine', 'http://hooks.example/canary', 'it is not an address of https'],
    ['a name that looks like loopback', 'http://127.0.0.1.canary.example/', 'it is not an address of https'],
    ['a name below localhost', 'http://localhost.canary.example/', 'it is not an address of https'],
    ['another scheme', 'file:///canary', 'it is not an address of https'],
    ['a user', 'https://canary@hooks.example/', 'it has a user or a password in it'],
    ['a password', 'https://:canary@hooks.example/', 'it has a user or a password in it'],
    ['what is none', 'canary', 'it is no address'],
  ])('refuses %s, without telling it', (_, text, message) => {
    const error = thrownBy(() => parseAddress(text, 'it')) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(message);
    expect(error.next).not.toContain('canary');
  });
});
