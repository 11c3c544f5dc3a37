import { createLogin } from './credentials.ts';

describe('a login', () => {
  const login = () => createLogin(() => Promise.resolve({ username: 'me', password: 'guess-me-not' }));

  it('hides what it has handed out, in each form that is sent', async () => {
    const { credentials, hide } = login();
    await credentials();
    expect(hide('guess-me-not bWU6Z3Vlc3MtbWUtbm90 me')).toBe('*** *** me');
  });

  it('hides what it is told to', () => {
    const { veil, hide } = login();
    veil('a-token');
    expect(hide('Bearer a-token')).toBe('Bearer ***');
  });

  it('is nobody where nobody is named', async () => {
    const { credentials, hide } = createLogin();
    expect(await credentials()).toBeUndefined();
    expect(hide('as it is')).toBe('as it is');
  });
});
