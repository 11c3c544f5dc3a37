import { describeWithEngine } from '@prod-e/testing/engine';
import { noteDockerCalls } from '../../test/docker-on-path.ts';
import { testImages } from '../../test/images.ts';
import { engineStore } from './store.ts';

describeWithEngine("the engine's image store", () => {
  const images = testImages('store');
  const store = engineStore();
  const tagOf = (reference: string) => reference.split(':')[1] ?? '';
  afterAll(() => {
    images.remove();
  });

  it('finds all images in one call, and what is not there not at all', async () => {
    const [one, two] = [images.build('in-1'), images.build('in-2')];
    const docker = noteDockerCalls();
    try {
      const found = await engineStore().find([
        { repository: images.repository, tag: tagOf(one.reference) },
        { repository: images.repository, tag: 'in-none' },
        { repository: images.repository, tag: tagOf(two.reference) },
      ]);
      expect(found).toEqual(
        new Map([
          [one.reference, one.id],
          [two.reference, two.id],
        ]),
      );
      expect(docker.calls()).toHaveLength(1);
    } finally {
      docker.restore();
    }
  });

  it('does not take an image of another registry for its own', async () => {
    const { reference } = images.build('in-3');
    const found = await store.find([{ repository: 'registry-store', tag: tagOf(reference) }]);
    expect(found).toEqual(new Map());
  });

  it('is not asked for nothing', async () => {
    const docker = noteDockerCalls();
    try {
      expect(await store.find([])).toEqual(new Map());
      expect(docker.calls()).toEqual([]);
    } finally {
      docker.restore();
    }
  });

  it('has what was built already, and is started from by its id', async () => {
    const image = { reference: 'prod-e/web:in-1', id: `sha256:${'a'.repeat(64)}` };
    const digest = await store.push(image, 'prod-e/web', 'in-1');
    expect(digest).toBe(image.id);
    expect(store.pullReference('prod-e/web', digest)).toBe(image.id);
  });

  it('keeps no documents', async () => {
    const attachment = { artifactType: 'application/json', content: Buffer.from('{}') };
    expect(await store.attach('prod-e/web', 'sha256:a', attachment)).toBe(false);
    expect(await store.attachments('prod-e/web', 'sha256:a', 'application/json')).toEqual([]);
  });

  it('is no more asked when the command is stopped', async () => {
    const stopped = engineStore({ signal: AbortSignal.abort() });
    await expect(stopped.find([{ repository: 'prod-e/web', tag: 'in-1' }])).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
