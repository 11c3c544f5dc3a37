import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { describeWithEngine } from '@prod-e/testing/engine';
import { startLab, type Lab } from '../../test/lab.ts';
import { engine } from '../engine/engine.ts';
import type { BuiltImage, Registry } from '../registry.ts';
import { ociRegistry } from './oci-registry.ts';

describeWithEngine('with an engine', () => {
  describeWithDockerRegistry('an OCI registry', () => {
    let lab: Lab;
    let registry: Registry;
    let image: BuiltImage;
    let digest: string;
    beforeAll(async () => {
      lab = await startLab('oci');
      registry = ociRegistry({ host: lab.proxy.host, insecure: true, namespace: 'team' });
      image = lab.images.build('in-1');
      digest = await registry.push(image, 'web', 'in-1');
    });
    beforeEach(() => {
      lab.proxy.heal();
    });
    afterAll(() => lab.end());

    it('has the image that was pushed, and containers can be started from it', async () => {
      const reference = registry.pullReference('web', digest);
      expect(reference).toBe(`${lab.proxy.host}/team/web@${digest}`);
      await engine(['pull', '--quiet', reference]);
      expect(await engine(['image', 'inspect', reference, '--format', '{{.Id}}'])).toBe(image.id);
    });

    it('finds images by one request each, and what it does not have not at all', async () => {
      const wanted = ['in-1', ...Array.from({ length: 19 }, (_, index) => `in-none-${index}`)];
      const found = await registry.find(wanted.map((tag) => ({ repository: 'web', tag })));
      expect(found).toEqual(new Map([['web:in-1', digest]]));
      expect(lab.proxy.requests.map(({ method }) => method)).toEqual(Array(20).fill('HEAD'));
    });

    it('finds nothing in a repository that is not there', async () => {
      expect(await registry.find([{ repository: 'none', tag: 'in-1' }])).toEqual(new Map());
    });

    it('finds an image where the registry names no digest', async () => {
      lab.proxy.fail({ method: 'HEAD', status: 200 });
      expect(await registry.find([{ repository: 'web', tag: 'in-1' }])).toEqual(
        new Map([['web:in-1', digest]]),
      );
    });

    it('is asked for nothing when nothing is looked for', async () => {
      expect(await registry.find([])).toEqual(new Map());
      expect(lab.proxy.requests).toEqual([]);
    });

    it('is done with an image that it has under the tag, without a push', async () => {
      expect(await registry.push(image, 'web', 'in-1')).toBe(digest);
      expect(lab.proxy.requests.map(({ method }) => method)).toEqual(['GET']);
    });

    it('never moves a tag to another image, and names both', async () => {
      const another = lab.images.build('in-2');
      await expect(registry.push(another, 'web', 'in-1')).rejects.toMatchObject({
        name: 'UserError',
        message: `the tag in-1 is there already with another image: the registry has ${digest}, built is ${another.id}`,
        where: `${lab.proxy.host}/team/web:in-1`,
        next: expect.stringContaining('never moved'),
      });
      expect(await registry.find([{ repository: 'web', tag: 'in-1' }])).toEqual(
        new Map([['web:in-1', digest]]),
      );
    });

    it('pushes the image that was built, though its name is of another by now', async () => {
      const built = lab.images.build('in-3');
      const renamed = { reference: image.reference, id: built.id };
      const pushed = await registry.push(renamed, 'web', 'in-3');
      expect(await registry.push(built, 'web', 'in-3')).toBe(pushed);
    });

    it('says that the engine has no such image', async () => {
      const none = { reference: 'prod-e/none:in-1', id: `sha256:${'0'.repeat(64)}` };
      await expect(registry.push(none, 'web', 'in-4')).rejects.toThrow(
        /^docker tag failed: .*No such image/s,
      );
    });

    it('is not taken at its word about content', async () => {
      const headers = { 'docker-content-digest': digest };
      lab.proxy.fail({ method: 'GET', status: 200, headers, body: { layers: [] } });
      await expect(registry.push(image, 'web', 'in-1')).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringMatching(
          new RegExp(`^the registry has other content under ${digest}: sha256:`),
        ),
      });
    });
  });
});
