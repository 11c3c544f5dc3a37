import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ListImagesCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import { describeWithEngine } from '@prod-e/testing/engine';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import { describeWithMiniStack, startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { existsSync } from 'node:fs';
import { noteDockerCalls } from '../../test/docker-on-path.ts';
import { testImages } from '../../test/images.ts';
import { rejection, shown } from '../../test/lab.ts';
import { startReferrersFront } from '../../test/referrers-front.ts';
import { engine } from '../engine/engine.ts';
import type { RegistryOptions } from '../options.ts';
import { ecrRegistry } from './ecr-registry.ts';

const secret = 'ministack-auth-token';

describeWithEngine('with an engine', () => {
  describeWithMiniStack('ECR', () => {
    const images = testImages('ecr');
    const environment = { ...process.env };
    let aws: MiniStack;
    let proxy: FaultyProxy;
    let client: ECRClient;
    const at = (endpoint: string, options: RegistryOptions = {}) =>
      ecrRegistry({ region: aws.region, account: aws.account, namespace: 'shop', endpoint, ...options });
    const create = (name: string) =>
      client.send(
        new CreateRepositoryCommand({ repositoryName: `shop/${name}`, imageTagMutability: 'IMMUTABLE' }),
      );
    const calls = (operation: string) =>
      proxy.requests.filter(({ headers }) => String(headers['x-amz-target']).endsWith(`.${operation}`));

    beforeAll(async () => {
      aws = await startMiniStack();
      proxy = await startFaultyProxy(aws.host);
      Object.assign(process.env, aws.env, { AWS_EC2_METADATA_DISABLED: 'true' });
      client = new ECRClient({ region: aws.region, endpoint: aws.endpoint });
      await create('web');
    });
    beforeEach(() => {
      proxy.heal();
    });
    afterAll(async () => {
      images.remove();
      client.destroy();
      process.env = environment;
      await proxy.stop();
      await aws.stop();
    });

    it('finds 250 tags in three requests', async () => {
      await create('many');
      const tags = Array.from({ length: 250 }, (_, index) => `in-${index}`);
      for (const imageTag of tags) {
        const imageManifest = JSON.stringify({ schemaVersion: 2, imageTag });
        await client.send(new PutImageCommand({ repositoryName: 'shop/many', imageTag, imageManifest }));
      }
      const found = await at(proxy.url).find(tags.map((tag) => ({ repository: 'many', tag })));
      expect([...found.keys()].sort()).toEqual(tags.map((tag) => `many:${tag}`).sort());
      expect(calls('BatchGetImage')).toHaveLength(3);
      expect(proxy.requests).toHaveLength(3);
    });

    it('finds nothing in a repository that is not there', async () => {
      const wanted = [
        { repository: 'none', tag: 'in-1' },
        { repository: 'web', tag: 'in-none' },
      ];
      expect(await at(proxy.url).find(wanted)).toEqual(new Map());
    });

    it('has the image that was pushed, and containers can be started from it', async () => {
      const image = images.build('in-1');
      const registry = at(proxy.url);
      const digest = await registry.push(image, 'web', 'in-1');
      const reference = registry.pullReference('web', digest);
      expect(reference).toBe(`${proxy.host}/shop/web@${digest}`);
      await engine(['pull', '--quiet', reference]);
      expect(await engine(['image', 'inspect', reference, '--format', '{{.Id}}'])).toBe(image.id);
      expect(await registry.find([{ repository: 'web', tag: 'in-1' }])).toEqual(
        new Map([['web:in-1', digest]]),
      );
    });

    it('makes no repository, and says how one is made', async () => {
      const error = await rejection(at(proxy.url).push(images.build('in-2'), 'none', 'in-2'));
      expect(error).toMatchObject({
        name: 'UserError',
        message: `the registry ${proxy.host} has no repository shop/none`,
        next: expect.stringMatching(/aws ecr create-repository .*--repository-name shop\/none$/),
      });
      const { repositories } = await client.send(new DescribeRepositoriesCommand({}));
      expect(repositories?.map(({ repositoryName }) => repositoryName)).not.toContain('shop/none');
    });

    it('is done with an image that it has under the tag, without a push', async () => {
      const image = images.build('in-3');
      const registry = at(proxy.url);
      const digest = await registry.push(image, 'web', 'in-3');
      proxy.heal();
      expect(await registry.push(image, 'web', 'in-3')).toBe(digest);
      expect(proxy.count('PUT')).toBe(0);
    });

    describe('whose tags cannot be moved', () => {
      // As it looks to one of two that push at once: the other is just done.
      const notYet = { method: 'POST', path: /^\/$/, status: 200, body: { images: [] }, times: 1 } as const;
      // What AWS's registry says even to who pushes the image that it has; MiniStack only to others.
      const immutable = {
        code: 'TAG_INVALID',
        message: `The image tag 'in-4' already exists in the 'shop/web' repository and cannot be overwritten because the repository is immutable.`,
      };

      it('is done with the image that it has, though it refuses it', async () => {
        const image = images.build('in-4');
        const registry = at(proxy.url);
        const digest = await registry.push(image, 'web', 'in-4');
        proxy.heal();
        proxy.fail(notYet, {
          method: 'PUT',
          path: /manifests/,
          status: 400,
          headers: { 'content-type': 'application/json' },
          body: { errors: [immutable] },
        });
        expect(await registry.push(image, 'web', 'in-4')).toBe(digest);
        expect(proxy.count('PUT', /manifests/)).toBe(1);
      });

      it.each([
        ['that is there', []],
        ['that comes there meanwhile', [notYet]],
      ])('names both when the tag is of another image %s', async (_when, faults) => {
        const tag = `in-5-${faults.length}`;
        const registry = at(proxy.url);
        const digest = await registry.push(images.build(tag), 'web', tag);
        const another = images.build(`${tag}-another`);
        proxy.fail(...faults);
        await expect(registry.push(another, 'web', tag)).rejects.toMatchObject({
          name: 'UserError',
          message: `the tag ${tag} is there already with another image: the registry has ${digest}, built is ${another.id}`,
          where: `${proxy.host}/shop/web:${tag}`,
        });
      });
    });

    it('asks for one token, which is in no argument, no line, and no file that stays', async () => {
      const noted = noteDockerCalls();
      const lines: string[] = [];
      try {
        const registry = at(proxy.url, { log: (line) => lines.push(line) });
        await registry.push(images.build('in-6'), 'web', 'in-6');
        await registry.push(images.build('in-7'), 'web', 'in-7');
        expect(calls('GetAuthorizationToken')).toHaveLength(1);
        const pushes = noted.calls().filter(({ args }) => args.startsWith('push'));
        expect(pushes).toMatchObject([{ mode: '700' }, { mode: '700' }]);
        expect(pushes.filter(({ folder }) => existsSync(folder))).toEqual([]);
        expect(noted.calls().filter(({ args }) => args.includes(secret))).toEqual([]);
        expect(lines.join('\n')).not.toContain(secret);
      } finally {
        noted.restore();
      }
    });

    it('shows no token when a push fails', async () => {
      const body = { errors: [{ code: 'DENIED', message: `no: ${secret}` }] };
      const headers = { 'content-type': 'application/json' };
      proxy.fail({ method: 'PUT', path: /manifests/, status: 400, headers, body });
      const error = await rejection(at(proxy.url).push(images.build('in-8'), 'web', 'in-8'));
      expect(error).toMatchObject({ name: 'UserError' });
      expect(shown(error)).not.toContain(secret);
    });

    it('has a document beside an image where it lists them', async () => {
      const front = await startReferrersFront(aws.host);
      try {
        const registry = at(front.url);
        const digest = await registry.push(images.build('in-9'), 'web', 'in-9');
        const document = { artifactType: 'application/json', content: Buffer.from('{"a":1}') };
        expect(await registry.attach('web', digest, document)).toBe(true);
        expect(await registry.attachments('web', digest, 'application/json')).toEqual([document.content]);
      } finally {
        await front.stop();
      }
    });

    it('is left as it is where it lists none', async () => {
      const registry = at(proxy.url);
      const digest = await registry.push(images.build('in-10'), 'web', 'in-10');
      const list = () => client.send(new ListImagesCommand({ repositoryName: 'shop/web' }));
      const { imageIds: before } = await list();
      const document = { artifactType: 'application/json', content: Buffer.from('{"a":1}') };
      expect(await registry.attach('web', digest, document)).toBe(false);
      expect((await list()).imageIds).toEqual(before);
      expect(await registry.attachments('web', digest, 'application/json')).toEqual([]);
    });

    describe('that fails', () => {
      const wanted = [{ repository: 'web', tag: 'in-none' }];
      const impatient = { patience: { requestMilliseconds: 300, operationMilliseconds: 1000 } };
      const throttled = { __type: 'ThrottlingException', message: 'Rate exceeded' };

      it.each([
        ['too many requests', { status: 400, body: throttled }],
        ['503', { status: 503, headers: { 'retry-after': '0' }, body: {} }],
        ['a connection that is closed', { refuse: true as const }],
      ])('by %s now and then is asked again', async (_what, fault) => {
        proxy.fail({ ...fault, times: 2 });
        expect(await at(proxy.url).find(wanted)).toEqual(new Map());
        expect(calls('BatchGetImage')).toHaveLength(3);
      });

      it('by being slow is named within a bounded time', async () => {
        proxy.fail({ delayMilliseconds: 3_600_000 });
        await expect(at(proxy.url, impatient).find(wanted)).rejects.toMatchObject({
          name: 'UserError',
          message: `the registry ${proxy.host} is not available: it was too slow to answer`,
          where: proxy.host,
        });
      });

      it('by not knowing who we are says how to log in', async () => {
        const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
        delete process.env['AWS_ACCESS_KEY_ID'];
        delete process.env['AWS_SECRET_ACCESS_KEY'];
        process.env['AWS_SHARED_CREDENTIALS_FILE'] = process.env['AWS_CONFIG_FILE'] = '/nonexistent';
        try {
          await expect(at(proxy.url).find(wanted)).rejects.toMatchObject({
            name: 'UserError',
            message: expect.stringContaining('AWS does not let us at the registry of account 000000000000'),
          });
        } finally {
          Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
        }
      });

      it('is no more asked when the command is stopped', async () => {
        proxy.fail({ delayMilliseconds: 3_600_000 });
        const signal = AbortSignal.timeout(200);
        await expect(at(proxy.url, { signal }).find(wanted)).rejects.toMatchObject({ name: 'TimeoutError' });
      });
    });
  });
});
