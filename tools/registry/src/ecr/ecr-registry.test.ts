import { DescribeRepositoriesCommand, ListImagesCommand, PutImageCommand } from '@aws-sdk/client-ecr';
import { describeWithEngine } from '@prod-e/testing/engine';
import { describeWithMiniStack } from '@prod-e/testing/ministack';
import { startEcrLab, type EcrLab } from '../../test/ecr-lab.ts';
import { rejection } from '../../test/lab.ts';
import { startReferrersFront } from '../../test/referrers-front.ts';
import { engine } from '../engine/engine.ts';

describeWithEngine('with an engine', () => {
  describeWithMiniStack('ECR', () => {
    let lab: EcrLab;
    beforeAll(async () => {
      lab = await startEcrLab('ecr');
    });
    beforeEach(() => {
      lab.proxy.heal();
    });
    afterAll(() => lab.end());

    it('finds 250 tags in three requests', async () => {
      await lab.create('many');
      const tags = Array.from({ length: 250 }, (_, index) => `in-${index}`);
      for (const imageTag of tags) {
        const imageManifest = JSON.stringify({ schemaVersion: 2, imageTag });
        await lab.client.send(new PutImageCommand({ repositoryName: 'shop/many', imageTag, imageManifest }));
      }
      const found = await lab.registry().find(tags.map((tag) => ({ repository: 'many', tag })));
      expect([...found.keys()].sort()).toEqual(tags.map((tag) => `many:${tag}`).sort());
      expect(lab.count('BatchGetImage')).toBe(3);
      expect(lab.proxy.requests).toHaveLength(3);
    });

    it('finds nothing in a repository that is not there', async () => {
      const wanted = [
        { repository: 'none', tag: 'in-1' },
        { repository: 'web', tag: 'in-none' },
      ];
      expect(await lab.registry().find(wanted)).toEqual(new Map());
    });

    it('has the image that was pushed, and containers can be started from it', async () => {
      const image = lab.images.build('in-1');
      const registry = lab.registry();
      const digest = await registry.push(image, 'web', 'in-1');
      const reference = registry.pullReference('web', digest);
      expect(reference).toBe(`${lab.proxy.host}/shop/web@${digest}`);
      await engine(['pull', '--quiet', reference]);
      expect(await engine(['image', 'inspect', reference, '--format', '{{.Id}}'])).toBe(image.id);
      expect(await registry.find([{ repository: 'web', tag: 'in-1' }])).toEqual(
        new Map([['web:in-1', digest]]),
      );
    });

    it('makes no repository, and says how one is made', async () => {
      const error = await rejection(lab.registry().push(lab.images.build('in-2'), 'none', 'in-2'));
      expect(error).toMatchObject({
        name: 'UserError',
        message: `the registry ${lab.proxy.host} has no repository shop/none`,
        next: expect.stringMatching(/aws ecr create-repository .*--repository-name shop\/none$/),
      });
      const { repositories } = await lab.client.send(new DescribeRepositoriesCommand({}));
      expect(repositories?.map(({ repositoryName }) => repositoryName)).not.toContain('shop/none');
    });

    it('is done with an image that it has under the tag, without a push', async () => {
      const image = lab.images.build('in-3');
      const registry = lab.registry();
      const digest = await registry.push(image, 'web', 'in-3');
      lab.proxy.heal();
      expect(await registry.push(image, 'web', 'in-3')).toBe(digest);
      expect(lab.proxy.count('PUT')).toBe(0);
    });

    describe('whose tags cannot be moved', () => {
      // As it looks to one of two that push at once: the other is just done.
      const notYet = { method: 'POST', path: /^\/$/, status: 200, body: { images: [] }, times: 1 } as const;
      // What AWS's registry says even to who pushes the image that it has; MiniStack only to others.
      const immutable = {
        code: 'TAG_INVALID',
        message: `The image tag 'in-4' already exists in the 'shop/web' repository and cannot be overwritten because the repository is immutable.`,
      };

      it('is done with the image that it has, though it refuses it (aws/containers-roadmap#2380)', async () => {
        const image = lab.images.build('in-4');
        const registry = lab.registry();
        const digest = await registry.push(image, 'web', 'in-4');
        lab.proxy.heal();
        lab.proxy.fail(notYet, {
          method: 'PUT',
          path: /manifests/,
          status: 400,
          headers: { 'content-type': 'application/json' },
          body: { errors: [immutable] },
        });
        expect(await registry.push(image, 'web', 'in-4')).toBe(digest);
        expect(lab.proxy.count('PUT', /manifests/)).toBe(1);
      });

      it.each([
        ['that is there', []],
        ['that comes there meanwhile', [notYet]],
      ])('names both when the tag is of another image %s', async (_when, faults) => {
        const tag = `in-5-${faults.length}`;
        const registry = lab.registry();
        const digest = await registry.push(lab.images.build(tag), 'web', tag);
        const another = lab.images.build(`${tag}-another`);
        lab.proxy.fail(...faults);
        await expect(registry.push(another, 'web', tag)).rejects.toMatchObject({
          name: 'UserError',
          message: `the tag ${tag} is there already with another image: the registry has ${digest}, built is ${another.id}`,
          where: `${lab.proxy.host}/shop/web:${tag}`,
        });
      });
    });

    it('has a document beside an image where it lists them', async () => {
      const front = await startReferrersFront(lab.aws.host);
      try {
        const registry = lab.registry({ endpoint: front.url });
        const digest = await registry.push(lab.images.build('in-9'), 'web', 'in-9');
        const document = { artifactType: 'application/json', content: Buffer.from('{"a":1}') };
        expect(await registry.attach('web', digest, document)).toBe(true);
        expect(await registry.attachments('web', digest, 'application/json')).toEqual([document.content]);
      } finally {
        await front.stop();
      }
    });

    it('is left as it is where it lists none', async () => {
      const registry = lab.registry();
      const digest = await registry.push(lab.images.build('in-10'), 'web', 'in-10');
      const list = () => lab.client.send(new ListImagesCommand({ repositoryName: 'shop/web' }));
      const { imageIds: before } = await list();
      const document = { artifactType: 'application/json', content: Buffer.from('{"a":1}') };
      expect(await registry.attach('web', digest, document)).toBe(false);
      expect((await list()).imageIds).toEqual(before);
      expect(await registry.attachments('web', digest, 'application/json')).toEqual([]);
    });
  });
});
