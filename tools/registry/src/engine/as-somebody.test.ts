import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { describeWithEngine } from '@prod-e/testing/engine';
import { contents, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { noteDockerCalls } from '../../test/docker-on-path.ts';
import {
  password,
  startGuardedRegistry,
  username,
  type GuardedRegistry,
} from '../../test/guarded-registry.ts';
import { asSomebody } from './as-somebody.ts';
import { engine } from './engine.ts';

describeWithEngine('with an engine', () => {
  describeWithDockerRegistry('docker as somebody', () => {
    const docker = noteDockerCalls();
    const given = process.env['DOCKER_CONFIG'];
    let registry: GuardedRegistry;
    let own: Scratch;
    beforeAll(async () => {
      registry = await startGuardedRegistry();
    });
    beforeEach(() => {
      own = scratchFolder();
      process.env['DOCKER_CONFIG'] = own.folder;
    });
    afterEach(() => {
      own.remove();
      if (given === undefined) delete process.env['DOCKER_CONFIG'];
      else process.env['DOCKER_CONFIG'] = given;
    });
    afterAll(async () => {
      docker.restore();
      await registry.stop();
    });
    const credentials = { username, password };

    it('is logged in, in a folder that only this user reads and that is gone afterwards', async () => {
      await asSomebody(registry.host, credentials, (env) => engine(['version'], { env }));
      const call = docker.calls().findLast(({ args }) => args === 'version');
      expect(call).toMatchObject({
        mode: '700',
        configuration: expect.stringContaining(Buffer.from(`${username}:${password}`).toString('base64')),
      });
      expect(existsSync(call?.folder ?? '')).toBe(false);
    });

    it('leaves the configuration of the person alone', async () => {
      own.write('config.json', { auths: { 'registry.example': { auth: 'bWU6bWU=' } } });
      const before = contents(own.folder);
      await asSomebody(registry.host, credentials, () => Promise.resolve());
      expect(contents(own.folder)).toEqual(before);
    });

    it('speaks to the engine that the person chose', async () => {
      own.write('config.json', { currentContext: 'default' });
      own.write('contexts/meta/marker', 'of the person');
      const contexts = await asSomebody(registry.host, credentials, (env) =>
        Promise.resolve(realpathSync(join(env['DOCKER_CONFIG'] ?? '', 'contexts'))),
      );
      expect(contexts).toBe(realpathSync(join(own.folder, 'contexts')));
    });

    it('never shows a password among arguments', async () => {
      await asSomebody(registry.host, credentials, () => Promise.resolve());
      expect(docker.calls().filter(({ args }) => args.includes(password))).toEqual([]);
    });

    it('leaves no folder behind when the registry does not know the password', async () => {
      const wrong = asSomebody(registry.host, { username, password: 'wrong' }, () => Promise.resolve());
      await expect(wrong).rejects.toThrow(/docker login failed: .*unauthorized/is);
      expect(existsSync(docker.calls().at(-1)?.folder ?? '')).toBe(false);
    });
  });
});
