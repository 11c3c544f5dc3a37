import { createServer, type AddressInfo } from 'node:net';

/** A port of loopback that nobody listens at. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

/** A free port for each service. */
export async function freePorts(): Promise<{ backend: number; prometheus: number }> {
  return { backend: await freePort(), prometheus: await freePort() };
}
