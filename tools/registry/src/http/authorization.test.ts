import { startTokenServer, type TokenServer } from '../../test/token-server.ts';
import { createLogin } from '../credentials.ts';
import { createAuthorization } from './authorization.ts';

const host = 'registry.example';
const credentials = () => Promise.resolve({ username: 'me', password: 'guess-me-not' });
const { signal } = new AbortController();

describe('authorization', () => {
  let tokens: TokenServer;
  beforeAll(async () => {
    tokens = await startTokenServer();
  });
  beforeEach(() => {
    tokens.asked.length = 0;
    tokens.answer = 'a-token';
  });
  afterAll(() => tokens.stop());
  const at = (insecure: boolean) => createAuthorization(host, insecure, createLogin(credentials));

  it.each(['http://elsewhere.example/token', 'nonsense', ''])(
    'sends no password to %p, which is not safe',
    async (realm) => {
      const renewed = at(false).renew('web pull', undefined, `Bearer realm="${realm}"`, signal);
      await expect(renewed).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringContaining('which is not safe'),
        where: host,
      });
    },
  );

  it('asks for each scope that the registry names', async () => {
    const challenge = `Bearer realm="${tokens.realm}",scope="repository:a:pull repository:b:pull"`;
    expect(await at(true).renew('a pull', undefined, challenge, signal)).toBe('Bearer a-token');
    expect(tokens.asked).toMatchObject([
      { scopes: ['repository:a:pull', 'repository:b:pull'], service: null },
    ]);
  });

  it('is not asked for again while another is at it', async () => {
    const authorization = at(true);
    const challenge = `Bearer realm="${tokens.realm}"`;
    const both = ['x', 'y'].map(() => authorization.renew('web pull', undefined, challenge, signal));
    expect(await Promise.all(both)).toEqual(['Bearer a-token', 'Bearer a-token']);
    expect(tokens.asked).toHaveLength(1);
  });

  it('is asked for again after a failure', async () => {
    const authorization = at(true);
    const challenge = `Bearer realm="${tokens.realm}"`;
    tokens.answer = 401;
    await expect(authorization.renew('web pull', undefined, challenge, signal)).rejects.toThrow('refuses us');
    expect(authorization.known('web pull')).toBeUndefined();
  });

  it('is refused by a registry that asks for nothing that is known', async () => {
    await expect(at(true).renew('web pull', undefined, 'Negotiate', signal)).rejects.toThrow('refuses us');
  });

  it('says when what it gets is no token', async () => {
    tokens.answer = '';
    const renewed = createAuthorization(host, true, createLogin()).renew(
      'web pull',
      undefined,
      `Bearer realm="${new URL('/nothing', tokens.realm).href}"`,
      signal,
    );
    await expect(renewed).rejects.toThrow(/gave no token for registry\.example$/);
  });
});
