import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { describeWithEngine } from '@prod-e/testing/engine';
import { startLab, type Lab } from '../../test/lab.ts';
import { startReferrersFront, type ReferrersFront } from '../../test/referrers-front.ts';
import type { Registry } from '../registry.ts';
import { ociRegistry } from './oci-registry.ts';

const sbom = (text: string) => ({
  artifactType: 'application/vnd.cyclonedx+json',
  content: Buffer.from(JSON.stringify({ text })),
});
const other = { artifactType: 'application/vnd.other', content: Buffer.from('else') };

describeWithEngine('with an engine', () => {
  describeWithDockerRegistry('documents beside an image', () => {
    let lab: Lab;
    let front: ReferrersFront;
    beforeAll(async () => {
      lab = await startLab('referrers');
      front = await startReferrersFront(lab.registry.host);
    });
    beforeEach(() => {
      lab.proxy.heal();
    });
    afterAll(async () => {
      await front.stop();
      await lab.end();
    });

    describe.each([
      ['where the registry has an API for them', () => front.host],
      ['where they are listed under a tag', () => lab.proxy.host],
    ])('%s', (_where, host) => {
      let registry: Registry;
      const read = async (digest: string) =>
        (await registry.attachments('web', digest, 'application/vnd.cyclonedx+json')).map(String).sort();
      const pushed = (tag: string) => registry.push(lab.images.build(tag), 'web', tag + host().slice(-5));
      beforeEach(() => {
        registry = ociRegistry({ host: host(), insecure: true });
      });

      it('are read back by their type', async () => {
        const digest = await pushed('in-1');
        for (const document of [sbom('one'), other, sbom('two')])
          expect(await registry.attach('web', digest, document)).toBe(true);
        expect(await read(digest)).toEqual(['{"text":"one"}', '{"text":"two"}']);
      });

      it('are kept once when they are the same', async () => {
        const digest = await pushed('in-2');
        await registry.attach('web', digest, sbom('one'));
        expect(await registry.attach('web', digest, sbom('one'))).toBe(true);
        expect(await read(digest)).toEqual(['{"text":"one"}']);
      });

      it('are none at first', async () => {
        expect(await read(await pushed('in-3'))).toEqual([]);
      });

      it('cannot be kept beside nothing', async () => {
        const nothing = `sha256:${'0'.repeat(64)}`;
        await expect(registry.attach('web', nothing, sbom('one'))).rejects.toMatchObject({
          name: 'UserError',
          message: `the registry has no image ${nothing}`,
          where: 'web',
        });
      });
    });

    it('make no tag where the registry has an API for them', async () => {
      const registry = ociRegistry({ host: front.host, insecure: true });
      const digest = await registry.push(lab.images.build('in-5'), 'untagged', 'in-5');
      await registry.attach('untagged', digest, sbom('one'));
      const listed = await fetch(`http://${front.host}/v2/untagged/tags/list`);
      expect(await listed.json()).toMatchObject({ tags: ['in-5'] });
    });

    describe('on a connection that fails', () => {
      let registry: Registry;
      let digest: string;
      beforeAll(async () => {
        registry = ociRegistry({ host: lab.proxy.host, insecure: true });
        digest = await registry.push(lab.images.build('in-4'), 'web', 'in-4');
      });

      it('are uploaded again from the beginning', async () => {
        lab.proxy.fail({ method: 'PUT', path: /blobs/, cutRequestAfter: 0, times: 1 });
        expect(await registry.attach('web', digest, sbom('cut'))).toBe(true);
        expect(lab.proxy.count('PUT', /blobs/)).toBeGreaterThan(1);
        const [document] = await registry.attachments('web', digest, sbom('cut').artifactType);
        expect(document).toEqual(sbom('cut').content);
      });

      it('are not taken for whole when they are not', async () => {
        await registry.attach('web', digest, other);
        lab.proxy.fail({ method: 'GET', path: /blobs/, status: 200, body: 'els' });
        await expect(registry.attachments('web', digest, other.artifactType)).rejects.toThrow(
          /^the registry has other content under sha256:/,
        );
      });

      it('are missed when the registry lists what it does not have', async () => {
        await registry.attach('web', digest, other);
        lab.proxy.fail({ method: 'GET', path: /manifests\/sha256:/, status: 404 });
        await expect(registry.attachments('web', digest, other.artifactType)).rejects.toThrow(
          'the registry lists a document that it does not have',
        );
      });

      it('are not kept when the list never takes them', async () => {
        lab.proxy.fail({ method: 'PUT', path: /manifests\/sha256-/, status: 201 });
        expect(await registry.attach('web', digest, sbom('unlisted'))).toBe(false);
      });
    });
  });
});
