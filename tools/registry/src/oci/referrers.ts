import { UserError } from '@prod-e/errors';
import type { Http } from '../http/client.ts';
import { digestOf, mediaType, parseManifest, type Descriptor } from '../image/manifest.ts';
import type { Attachment } from '../registry.ts';
import { getBlob, putBlob } from './blobs.ts';
import { readManifest } from './manifests.ts';
import { addByTag, listByApi, listByTag } from './referrer-list.ts';

/**
 * Keeps a document beside an image, as OCI 1.1 says: a manifest of its own whose subject is the image. The same
 * document twice is kept once.
 *
 * @returns whether the registry lists it as the image's
 */
export async function attach(
  http: Http,
  repository: string,
  digest: string,
  { artifactType, content }: Attachment,
): Promise<boolean> {
  const image = await readManifest(http, repository, digest);
  if (!image) throw new UserError(`the registry has no image ${digest}`, { where: repository });
  const subject = { mediaType: image.mediaType, digest, size: image.content.length };
  const config = await putBlob(http, repository, mediaType.empty, Buffer.from('{}'));
  const layer = await putBlob(http, repository, artifactType, content);
  const { ociManifest } = mediaType;
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: ociManifest,
      artifactType,
      config,
      layers: [layer],
      subject,
    }),
  );
  const referrer = digestOf(manifest);
  const answer = await http.send({
    method: 'PUT',
    repository,
    path: `manifests/${referrer}`,
    headers: { 'content-type': ociManifest },
    body: new Uint8Array(manifest),
  });
  http.expect(answer, [201], `attaching to ${repository}@${digest}`);
  // A registry that lists referrers by itself says so.
  if (answer.headers.has('oci-subject')) return true;
  const descriptor = { mediaType: ociManifest, digest: referrer, size: manifest.length, artifactType };
  return addByTag(http, repository, digest, descriptor);
}

/** The documents of a type that are kept beside an image. */
export async function attachments(
  http: Http,
  repository: string,
  digest: string,
  artifactType: string,
): Promise<Buffer[]> {
  const referrers =
    (await listByApi(http, repository, digest)) ?? (await listByTag(http, repository, digest));
  const ofType = referrers.filter((referrer) => referrer.artifactType === artifactType);
  return Promise.all(ofType.map((referrer) => documentOf(http, repository, referrer)));
}

async function documentOf(http: Http, repository: string, { digest }: Descriptor): Promise<Buffer> {
  const where = `${repository}@${digest}`;
  const manifest = await readManifest(http, repository, digest);
  const layer = manifest && parseManifest(manifest.content, where).layers[0];
  if (!layer) throw new UserError('the registry lists a document that it does not have', { where });
  return getBlob(http, repository, layer.digest);
}
