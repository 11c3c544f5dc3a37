import { UserError } from '@prod-e/errors';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken by another process',
  EACCES: 'the port may not be used without more rights',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'no such host name',
};

/** An error of `server.listen` as one that a person reads. */
export function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): UserError {
  return new UserError(`cannot listen: ${reasons[error.code ?? ''] ?? error.message}`, {
    where: `${host}:${port}`,
    next: 'choose another PORT or HOST',
    cause: error,
  });
}
