import { createHash } from 'node:crypto';

const mediaType = 'application/vnd.oci.image.manifest.v1+json';
const sha256 = (content: string) => `sha256:${createHash('sha256').update(content).digest('hex')}`;

/**
 * Puts the smallest image that there is into a registry without a password.
 *
 * @returns its digest
 */
export async function pushManifest(host: string, repository: string, tag: string): Promise<string> {
  const config = '{}';
  const begun = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const upload = new URL(begun.headers.get('location') ?? '', `http://${host}`);
  upload.searchParams.set('digest', sha256(config));
  await succeeded(fetch(upload, { method: 'PUT', body: config }));
  const manifest = JSON.stringify({
    ...{ schemaVersion: 2, mediaType, layers: [] },
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(config), size: 2 },
  });
  const headers = { 'content-type': mediaType };
  const address = `http://${host}/v2/${repository}/manifests/${tag}`;
  await succeeded(fetch(address, { method: 'PUT', headers, body: manifest }));
  return sha256(manifest);
}

async function succeeded(answer: Promise<Response>): Promise<void> {
  const { ok, status } = await answer;
  if (!ok) throw new Error(`the registry answered ${status}`);
}
