import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '@prod-e/errors';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken by another process',
  EACCES: 'the port may not be used without more rights',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
};

/** Listens. @returns the URL. @throws UserError where the port cannot be had */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(cannotListen(error, port, host));
    });
    server.listen(port, host, () => {
      const { address, family, port: actual } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`);
    });
  });
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): UserError {
  return new UserError(`cannot listen: ${reasons[error.code ?? ''] ?? error.message}`, {
    where: `${host}:${port}`,
    next: 'choose another PORT or HOST',
    cause: error,
  });
}
