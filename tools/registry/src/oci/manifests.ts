import { UserError } from '@prod-e/errors';
import type { Http } from '../http/client.ts';
import { digestOf, imageTypes, type Stored } from '../image/manifest.ts';

const headers = { accept: imageTypes.join(', ') };

/** The digest of what is under a tag, without getting it. */
export async function findDigest(http: Http, repository: string, tag: string): Promise<string | undefined> {
  const path = `manifests/${tag}`;
  const answer = await http.send({ method: 'HEAD', repository, path, headers });
  http.expect(answer, [200, 404], `looking for ${repository}:${tag}`);
  if (answer.status === 404) return undefined;
  return answer.headers.get('docker-content-digest') ?? (await readManifest(http, repository, tag))?.digest;
}

/**
 * What a registry has under a tag or a digest.
 *
 * @throws UserError when its content is not what its digest says
 */
export async function readManifest(
  http: Http,
  repository: string,
  reference: string,
): Promise<Stored | undefined> {
  const answer = await http.send({ method: 'GET', repository, path: `manifests/${reference}`, headers });
  http.expect(answer, [200, 404], `reading ${repository} ${reference}`);
  if (answer.status === 404) return undefined;
  const digest = digestOf(answer.body);
  const said = reference.includes(':') ? reference : answer.headers.get('docker-content-digest');
  if (said !== null && said !== digest) throw damaged(repository, said, digest);
  return { digest, mediaType: answer.headers.get('content-type') ?? '', content: answer.body };
}

export const damaged = (repository: string, said: string, digest: string): UserError =>
  new UserError(`the registry has other content under ${said}: ${digest}`, {
    where: repository,
    next: 'remove it from the registry, and run the command again',
  });
