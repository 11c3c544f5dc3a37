import type { Http } from '../http/client.ts';
import { mediaType, parseManifest, type Descriptor } from '../image/manifest.ts';
import { readManifest } from './manifests.ts';

/** Where referrers are listed in a registry that has no API for them: a tag that is named after the image. */
export const referrersTag = (digest: string): string => digest.replace(':', '-');

/** What refers to an image, as the registry's API says; undefined where it has none. */
export async function listByApi(
  http: Http,
  repository: string,
  digest: string,
): Promise<Descriptor[] | undefined> {
  const found: Descriptor[] = [];
  let path: string | undefined = `referrers/${digest}`;
  while (path !== undefined) {
    const answer = await http.send({ method: 'GET', repository, path });
    http.expect(answer, [200, 400, 404, 405], `listing what refers to ${repository}@${digest}`);
    const isList = answer.headers.get('content-type')?.startsWith(mediaType.ociIndex) ?? false;
    if (answer.status !== 200 || !isList) return undefined;
    found.push(...parseManifest(answer.body, `${repository} referrers`).manifests);
    path = /<([^>]+)>\s*;\s*rel="?next/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  return found;
}

/** The same, where they are listed under a tag. */
export async function listByTag(http: Http, repository: string, digest: string): Promise<Descriptor[]> {
  const index = await readManifest(http, repository, referrersTag(digest));
  return index ? parseManifest(index.content, `${repository}:${referrersTag(digest)}`).manifests : [];
}

const attempts = 5;

/**
 * Adds to the list under the tag. Two that add at once can overwrite each other, so that each looks
 * afterwards; what is lost nevertheless is what the registry's lack of an API costs.
 *
 * @returns whether it is listed
 */
export async function addByTag(
  http: Http,
  repository: string,
  digest: string,
  referrer: Descriptor,
): Promise<boolean> {
  for (let tries = 0; tries < attempts; tries += 1) {
    const manifests = await listByTag(http, repository, digest);
    if (manifests.some((one) => one.digest === referrer.digest)) return true;
    const index = { schemaVersion: 2, mediaType: mediaType.ociIndex, manifests: [...manifests, referrer] };
    const answer = await http.send({
      method: 'PUT',
      repository,
      path: `manifests/${referrersTag(digest)}`,
      headers: { 'content-type': mediaType.ociIndex },
      body: new TextEncoder().encode(JSON.stringify(index)),
    });
    http.expect(answer, [201], `listing what refers to ${repository}@${digest}`);
  }
  return false;
}
