import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { describeWithEngine } from '@prod-e/testing/engine';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import {
  password,
  startGuardedRegistry,
  username,
  type GuardedRegistry,
} from '../../test/guarded-registry.ts';
import { testImages } from '../../test/images.ts';
import { rejection, shown } from '../../test/lab.ts';
import { startTokenServer, type TokenServer } from '../../test/token-server.ts';
import { basic, type Credentials } from '../credentials.ts';
import { ociRegistry } from './oci-registry.ts';

const images = testImages('authentication');
const as = (host: string, credentials?: Credentials) =>
  ociRegistry({
    host,
    insecure: true,
    ...(credentials && { credentials: () => Promise.resolve(credentials) }),
  });
const known = { username, password };
const wanted = ['in-1', 'in-2', 'in-3'].map((tag) => ({ repository: 'web', tag }));

describeWithEngine('with an engine', () => {
  afterAll(() => {
    images.remove();
  });

  describeWithDockerRegistry('a registry with a password', () => {
    let registry: GuardedRegistry;
    beforeAll(async () => {
      registry = await startGuardedRegistry();
    });
    afterAll(() => registry.stop());

    it('takes images and documents from who knows it', async () => {
      const mine = as(registry.host, known);
      const digest = await mine.push(images.build('in-1'), 'web', 'in-1');
      expect(await mine.find(wanted)).toEqual(new Map([['web:in-1', digest]]));
      const document = { artifactType: 'application/json', content: Buffer.from('{"a":1}') };
      expect(await mine.attach('web', digest, document)).toBe(true);
    });

    it.each([
      ['nobody', undefined],
      ['somebody else', { username: 'else', password: 'sesame-open' }],
    ])('refuses %s, and says what to give', async (_who, credentials) => {
      const theirs = as(registry.host, credentials);
      const errors = [
        await rejection(theirs.find(wanted)),
        await rejection(theirs.push(images.build('in-9'), 'web', 'in-9')),
      ];
      for (const error of errors) {
        expect(error).toMatchObject({
          name: 'UserError',
          message: `the registry ${registry.host} refuses us`,
          next: expect.stringContaining('environment variables that its configuration names'),
        });
        expect(shown(error)).not.toContain('sesame-open');
      }
    });
  });

  describeWithDockerRegistry('a registry with tokens', () => {
    let tokens: TokenServer;
    let registry: GuardedRegistry;
    let proxy: FaultyProxy;
    beforeAll(async () => {
      tokens = await startTokenServer();
      registry = await startGuardedRegistry(tokens.realm);
      proxy = await startFaultyProxy(registry.host);
    });
    beforeEach(() => {
      tokens.asked.length = 0;
      tokens.answer = 'a-token';
      proxy.heal();
    });
    afterAll(async () => {
      await proxy.stop();
      await registry.stop();
      await tokens.stop();
    });

    it('is told by a token of the scope that it names, asked for once', async () => {
      await as(proxy.host, known).find(wanted);
      expect(tokens.asked).toEqual([
        { scopes: ['repository:web:pull'], service: 'registry', authorization: `Basic ${basic(known)}` },
      ]);
      expect(proxy.requests.at(-1)?.headers.authorization).toBe('Bearer a-token');
    });

    it('gives a token to nobody in particular', async () => {
      expect(await as(proxy.host).find(wanted)).toEqual(new Map());
      expect(tokens.asked).toMatchObject([{ authorization: undefined }]);
    });

    it('takes images from who has one', async () => {
      const digest = await as(proxy.host, known).push(images.build('in-2'), 'web', 'in-2');
      expect(await as(proxy.host, known).find(wanted)).toEqual(new Map([['web:in-2', digest]]));
    });

    it('is told by another token when the first is good no more', async () => {
      const mine = as(proxy.host, known);
      await mine.find(wanted);
      tokens.answer = 'another-token';
      const challenge = `Bearer realm="${tokens.realm}",service="registry",scope="repository:web:pull"`;
      proxy.fail({ status: 401, headers: { 'www-authenticate': challenge }, times: 1 });
      await mine.find(wanted);
      expect(tokens.asked).toHaveLength(2);
      expect(proxy.requests.at(-1)?.headers.authorization).toBe('Bearer another-token');
    });

    it('refuses who is given none', async () => {
      tokens.answer = 401;
      await expect(as(proxy.host, known).find(wanted)).rejects.toThrow(`${proxy.host} refuses us`);
    });

    it('refuses a token that is not good enough', async () => {
      proxy.fail({ status: 403 });
      await expect(as(proxy.host, known).find(wanted)).rejects.toThrow(`${proxy.host} refuses us`);
    });

    it('is not available when who gives tokens is not', async () => {
      tokens.answer = 503;
      const patience = { operationMilliseconds: 100 };
      const registry = ociRegistry({ host: proxy.host, insecure: true, patience });
      await expect(registry.find(wanted)).rejects.toThrow(/not available: it answers 503/);
    });

    it('never shows a token or a password, though the registry repeats it', async () => {
      const mine = as(proxy.host, known);
      await mine.find(wanted);
      proxy.fail({ status: 418, body: `Bearer a-token, Basic ${basic(known)}, ${password}` });
      const error = await rejection(mine.push(images.build('in-8'), 'web', 'in-8'));
      expect(shown(error)).toContain('answered 418 Bearer ***, Basic ***, ***');
      expect(shown(error)).not.toMatch(/a-token|guess-me-not/);
    });

    it('keeps from another host who we are', async () => {
      const other = await startFaultyProxy(registry.host);
      try {
        const mine = as(proxy.host, known);
        const digest = await mine.push(images.build('in-3'), 'web', 'in-3');
        // Now it has a token that lets it write.
        await mine.attach('web', digest, { artifactType: 'application/json', content: Buffer.from('{}') });
        proxy.heal();
        const location = `${other.url}/v2/web/blobs/uploads/elsewhere`;
        proxy.fail({ method: 'POST', status: 202, headers: { location } });
        other.fail({ status: 201 });
        const attachment = { artifactType: 'application/json', content: Buffer.from('{"b":1}') };
        await rejection(mine.attach('web', digest, attachment));
        expect(proxy.requests.at(-1)?.headers.authorization).toBe('Bearer a-token');
        expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
      } finally {
        await other.stop();
      }
    });
  });
});
