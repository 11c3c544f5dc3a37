import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that leads whatever it is asked for to one server. The provider asks S3 Control at a host whose name begins
 * with the account, which no resolver knows of an address on loopback.
 *
 * @param host `127.0.0.1:…`
 */
export async function startAddressProxy(host: string): Promise<{ url: string; stop: () => void }> {
  const [hostname, port] = host.split(':');
  const server = createServer((incoming, answer) => {
    // No URL to WHATWG, which takes such a host for a wrong address.
    const path = (incoming.url ?? '/').replace(/^http:\/\/[^/]*/, '');
    const { method } = incoming;
    const headers = { ...incoming.headers, host };
    const onward = request({ hostname, port, method, headers, path }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
