import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { digestOf } from '../src/image/manifest.ts';

interface Referrer {
  mediaType: string;
  digest: string;
  size: number;
  artifactType?: string;
}

export interface ReferrersFront {
  host: string;
  url: string;
  stop: () => Promise<void>;
}

/**
 * Stands in front of a registry that knows nothing of referrers, and lists them by the API of OCI 1.1, each on a page
 * of its own. Everything else is the registry's.
 */
export async function startReferrersFront(upstream: string): Promise<ReferrersFront> {
  const listed = new Map<string, Referrer[]>();
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', `http://${upstream}`);
      const subject = /\/referrers\/(.+)$/.exec(url.pathname)?.[1];
      if (subject !== undefined) {
        const page = Number(url.searchParams.get('page') ?? 0);
        const all = listed.get(subject) ?? [];
        const next = { link: `<${url.pathname}?page=${page + 1}>; rel="next"` };
        response
          .writeHead(200, { ...type('index'), ...(page + 1 < all.length && next) })
          .end(JSON.stringify({ schemaVersion: 2, manifests: all.slice(page, page + 1) }));
        return;
      }
      const body = await buffer(request);
      const answer = await fetch(url, {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      const of = request.method === 'PUT' && url.pathname.includes('/manifests/') ? note(listed, body) : {};
      const content = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...of }).end(content);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const type = (kind: 'index' | 'manifest') => ({
  'content-type': `application/vnd.oci.image.${kind}.v1+json`,
});

/** Without those that are of a connection and not of a request. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' &&
        !['host', 'connection', 'content-length', 'transfer-encoding', 'expect'].includes(entry[0]),
    ),
  );

function note(listed: Map<string, Referrer[]>, manifest: Buffer): Record<string, string> {
  const { subject, artifactType } = JSON.parse(manifest.toString()) as {
    subject?: { digest: string };
    artifactType?: string;
  };
  if (!subject) return {};
  const digest = digestOf(manifest);
  const others = (listed.get(subject.digest) ?? []).filter((one) => one.digest !== digest);
  const referrer = { mediaType: type('manifest')['content-type'], digest, size: manifest.length };
  listed.set(subject.digest, [
    ...others,
    { ...referrer, ...(artifactType !== undefined && { artifactType }) },
  ]);
  return { 'oci-subject': subject.digest };
}
