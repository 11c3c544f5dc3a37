import { thrownBy } from '@prod-e/testing/fixtures';
import { digestOf, isImage, mediaType, parseManifest } from './manifest.ts';

const id = digestOf(Buffer.from('the image'));
const stored = (manifest: object) => {
  const content = Buffer.from(JSON.stringify(manifest));
  return { digest: digestOf(content), content };
};
const config = { mediaType: 'application/vnd.docker.container.image.v1+json', digest: id, size: 1 };

describe('isImage', () => {
  it('knows an image of the classic store by its configuration', () => {
    expect(isImage(id, stored({ config, layers: [] }))).toBe(true);
  });

  it.each([
    ['manifest', { config: { ...config, digest: 'sha256:another' }, layers: [] }],
    ['index', { mediaType: mediaType.ociIndex, manifests: [] }],
  ])('knows an image of the containerd store by its %s', (_kind, manifest) => {
    const there = stored(manifest);
    expect(isImage(there.digest, there)).toBe(true);
  });

  it.each([
    ['another configuration', { config: { ...config, digest: 'sha256:another' }, layers: [] }],
    ['an index of others', { mediaType: mediaType.ociIndex, manifests: [] }],
  ])('takes nothing with %s for it', (_what, manifest) => {
    expect(isImage(id, stored(manifest))).toBe(false);
  });
});

describe('parseManifest', () => {
  it.each(['<html>', '{"config":"none"}', 'null'])('says where %s is instead of one', (text) => {
    expect(thrownBy(() => parseManifest(Buffer.from(text), 'registry.example/web'))).toMatchObject({
      name: 'UserError',
      message: 'the registry has something else where a manifest should be',
      where: 'registry.example/web',
    });
  });
});
