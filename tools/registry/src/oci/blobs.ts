import type { Http } from '../http/client.ts';
import { digestOf, type Descriptor } from '../image/manifest.ts';
import { damaged } from './manifests.ts';

/**
 * Uploads content in one piece, unless the registry has it.
 *
 * @returns what a manifest says of it
 */
export async function putBlob(
  http: Http,
  repository: string,
  type: string,
  content: Buffer,
): Promise<Descriptor> {
  const digest = digestOf(content);
  const descriptor = { mediaType: type, digest, size: content.length };
  const doing = `uploading to ${repository}`;
  const there = await http.send({ method: 'HEAD', repository, path: `blobs/${digest}` });
  if (http.expect(there, [200, 404], doing).status === 200) return descriptor;
  // An upload that was cut cannot be gone on with in one piece: another is begun.
  await http.together(async (once) => {
    const begun = await once({ method: 'POST', repository, path: 'blobs/uploads/' });
    const location = http.expect(begun, [202], doing).headers.get('location') ?? '';
    const path = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
    const headers = { 'content-type': 'application/octet-stream' };
    const done = await once({ method: 'PUT', repository, path, headers, body: new Uint8Array(content) });
    http.expect(done, [201], doing);
  });
  return descriptor;
}

/** @throws UserError when its content is not what its digest says */
export async function getBlob(http: Http, repository: string, digest: string): Promise<Buffer> {
  const answer = await http.send({ method: 'GET', repository, path: `blobs/${digest}` });
  const { body } = http.expect(answer, [200], `reading ${repository} ${digest}`);
  if (digestOf(body) !== digest) throw damaged(repository, digest, digestOf(body));
  return body;
}
